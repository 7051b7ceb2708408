-- CASE without THEN
-- Log Parser
SELECT CASE cs-method WHEN 'GET' ELSE 'x' END FROM log
-- error
[unexpected-token] at 1:34
Syntax Error: expected THEN after WHEN, found 'ELSE'
SELECT CASE cs-method WHEN 'GET' ELSE 'x' END FROM log
                                 ^^^^
