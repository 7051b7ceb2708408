-- no SELECT
-- Log Parser
FROM log
-- error
[unexpected-token] at 1:1
Syntax Error: expected SELECT, found 'FROM'
FROM log
^^^^
