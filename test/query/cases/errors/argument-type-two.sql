-- one of several types
-- Log Parser
SELECT MUL(cs-username, 2) FROM log
-- error
[argument-type] at 1:12
SELECT clause: Semantic Error: argument of function MUL must be an INTEGER or a REAL, not a STRING
SELECT MUL(cs-username, 2) FROM log
           ^^^^^^^^^^^
help: convert it by TO_INT; MUL(a INTEGER|REAL, b INTEGER|REAL)
