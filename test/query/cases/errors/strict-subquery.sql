-- a sub-query in FROM, strictly
-- strict: yes
-- Log Parser
SELECT d FROM (SELECT date AS d FROM log)
-- error
[strict-dialect] at 1:15
Syntax Error: Log Parser 2.2 does not know sub-queries in FROM
SELECT d FROM (SELECT date AS d FROM log)
              ^
help: leave --strict-dialect out
