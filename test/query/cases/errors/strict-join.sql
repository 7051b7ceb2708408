-- JOIN, strictly
-- strict: yes
-- Log Parser
SELECT a.date FROM log AS a JOIN log AS b ON a.date = b.date
-- error
[strict-dialect] at 1:24
Syntax Error: Log Parser 2.2 does not know aliases in FROM
SELECT a.date FROM log AS a JOIN log AS b ON a.date = b.date
                       ^^
help: leave --strict-dialect out
