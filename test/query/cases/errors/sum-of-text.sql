-- SUM of a text
-- Log Parser
SELECT SUM(cs-username) FROM log
-- error
[argument-type] at 1:12
SELECT clause: Semantic Error: argument of function SUM must be an INTEGER, a REAL or a TIMESTAMP
SELECT SUM(cs-username) FROM log
           ^^^^^^^^^^^
help: convert it by TO_INT or TO_REAL: SUM(TO_INT(...))
