-- a condition where a value belongs
-- Log Parser
SELECT (sc-status = 200) FROM log
-- error
[no-value] at 1:9
Syntax Error: a field-expression is expected here, this is a condition
SELECT (sc-status = 200) FROM log
        ^^^^^^^^^^^^^^^
help: CASE WHEN condition THEN 1 ELSE 0 END makes a value of it
