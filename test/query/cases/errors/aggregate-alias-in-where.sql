-- an aggregate alias in WHERE
-- Log Parser
SELECT COUNT(*) AS hits FROM log WHERE hits > 1
-- error
[aggregate-not-allowed] at 1:40
WHERE clause: Semantic Error: aggregate functions are not allowed in the WHERE clause
SELECT COUNT(*) AS hits FROM log WHERE hits > 1
                                       ^^^^^^^^
help: conditions on aggregates stand in HAVING
