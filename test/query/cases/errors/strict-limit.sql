-- LIMIT, strictly
-- strict: yes
-- Log Parser
SELECT date FROM log LIMIT 5
-- error
[strict-dialect] at 1:22
Syntax Error: Log Parser 2.2 does not know LIMIT
SELECT date FROM log LIMIT 5
                     ^^^^^
help: leave --strict-dialect out
