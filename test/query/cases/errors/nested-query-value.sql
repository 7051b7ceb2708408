-- a nested query as a value
-- Log Parser
SELECT (SELECT COUNT(*) FROM log) FROM log
-- error
[unexpected-token] at 1:9
Syntax Error: expected a field-expression; a nested query stands only behind IN, ANY, ALL or FROM, found 'SELECT'
SELECT (SELECT COUNT(*) FROM log) FROM log
        ^^^^^^
