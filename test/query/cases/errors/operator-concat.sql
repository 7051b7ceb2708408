-- a concatenation
-- Log Parser
SELECT cs-method || c-ip FROM log
-- error
[unexpected-token] at 1:18
Syntax Error: expected FROM, found '||'
SELECT cs-method || c-ip FROM log
                 ^^
help: the dialect has no arithmetic operators: write STRCAT(a, b)
