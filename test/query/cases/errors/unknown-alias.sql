-- an alias that is misspelt
-- Log Parser
SELECT COUNT(*) AS Requests FROM log ORDER BY Request DESC
-- error
[unknown-field] at 1:47
ORDER BY clause: Syntax Error: unknown field 'Request'.
SELECT COUNT(*) AS Requests FROM log ORDER BY Request DESC
                                              ^^^^^^^
help: did you mean the alias 'Requests'?
