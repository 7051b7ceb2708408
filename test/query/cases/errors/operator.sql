-- arithmetic by signs
-- Log Parser
SELECT sc-bytes * 2 FROM log
-- error
[unexpected-token] at 1:17
Syntax Error: expected FROM, found '*'
SELECT sc-bytes * 2 FROM log
                ^
help: the dialect has no arithmetic operators: write MUL(a, b)
