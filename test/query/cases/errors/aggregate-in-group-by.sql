-- an aggregate in GROUP BY
-- Log Parser
SELECT COUNT(*) AS hits FROM log GROUP BY hits
-- error
[aggregate-not-allowed] at 1:43
GROUP BY clause: Semantic Error: aggregate functions are not allowed in the GROUP BY clause
SELECT COUNT(*) AS hits FROM log GROUP BY hits
                                          ^^^^
