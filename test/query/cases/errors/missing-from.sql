-- no FROM
-- Log Parser
SELECT date
-- error
[unexpected-end] at 1:12
Syntax Error: expected FROM, found the end of the query
SELECT date
           ^
