-- WITH, strictly
-- strict: yes
-- Log Parser
WITH x AS (SELECT date FROM log) SELECT date FROM x
-- error
[strict-dialect] at 1:1
Syntax Error: Log Parser 2.2 does not know WITH
WITH x AS (SELECT date FROM log) SELECT date FROM x
^^^^
help: leave --strict-dialect out
