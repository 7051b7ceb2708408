-- an aggregate in WHERE
-- Log Parser
SELECT cs-method FROM log WHERE COUNT(*) > 1
-- error
[aggregate-not-allowed] at 1:33
WHERE clause: Semantic Error: aggregate functions are not allowed in the WHERE clause
SELECT cs-method FROM log WHERE COUNT(*) > 1
                                ^^^^^^^^^^^^
help: conditions on aggregates stand in HAVING
