-- an alias in quotes
-- Log Parser
SELECT date AS 'd' FROM log
-- error
[unexpected-token] at 1:16
Syntax Error: expected an alias after AS, found ''d''
SELECT date AS 'd' FROM log
               ^^^
help: an alias is written bare or [in brackets]
