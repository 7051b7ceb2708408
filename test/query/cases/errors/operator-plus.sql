-- a plus sign
-- Log Parser
SELECT sc-bytes + cs-bytes FROM log
-- error
[unexpected-token] at 1:17
Syntax Error: expected FROM, found '+'
SELECT sc-bytes + cs-bytes FROM log
                ^
help: the dialect has no arithmetic operators: write ADD(a, b)
