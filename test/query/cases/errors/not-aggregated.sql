-- a field outside GROUP BY
-- Log Parser
SELECT cs-username, c-ip, COUNT(*) FROM log GROUP BY cs-username
-- error
[not-aggregated] at 1:21
Semantic Error: SELECT clause field-expression "c-ip" is not an aggregate function and does not contain GROUP BY field-expressions
SELECT cs-username, c-ip, COUNT(*) FROM log GROUP BY cs-username
                    ^^^^
help: add c-ip to GROUP BY, or use MAX(c-ip)
