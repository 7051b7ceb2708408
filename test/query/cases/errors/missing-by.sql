-- GROUP without BY
-- Log Parser
SELECT date FROM 'log' GROUP date
-- error
[unexpected-token] at 1:30
Syntax Error: expected BY after GROUP, found 'date'
SELECT date FROM 'log' GROUP date
                             ^^^^
