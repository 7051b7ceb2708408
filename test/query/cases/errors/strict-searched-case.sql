-- searched CASE, strictly
-- strict: yes
-- Log Parser
SELECT CASE WHEN sc-status = 200 THEN 1 END FROM log
-- error
[strict-dialect] at 1:13
Syntax Error: Log Parser 2.2 does not know searched CASE
SELECT CASE WHEN sc-status = 200 THEN 1 END FROM log
            ^^^^
help: leave --strict-dialect out
