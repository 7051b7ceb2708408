-- a comma before FROM
-- Log Parser
SELECT date, FROM log
-- error
[trailing-comma] at 1:12
Syntax Error: expected a field-expression after ',', found 'FROM'
SELECT date, FROM log
           ^
help: take the last comma of the list away
