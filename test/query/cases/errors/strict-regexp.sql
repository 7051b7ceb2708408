-- regular expressions, strictly
-- strict: yes
-- Log Parser
SELECT REGEXP_MATCH(cs-method,'^G') FROM log
-- error
[strict-dialect] at 1:8
SELECT clause: Semantic Error: Log Parser 2.2 does not know function REGEXP_MATCH
SELECT REGEXP_MATCH(cs-method,'^G') FROM log
       ^^^^^^^^^^^^
help: leave --strict-dialect out
