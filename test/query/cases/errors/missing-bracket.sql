-- a bracket that is not closed
-- Log Parser
SELECT STRLEN(cs-method FROM log
-- error
[unexpected-token] at 1:25
Syntax Error: expected ')' to close STRLEN(, found 'FROM'
SELECT STRLEN(cs-method FROM log
                        ^^^^
