-- a name in brackets that is not closed
-- Log Parser
SELECT [date FROM log
-- error
[unterminated] at 1:8
Syntax Error: field name is not terminated
SELECT [date FROM log
       ^
help: end it with ]
