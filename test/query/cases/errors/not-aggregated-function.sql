-- a function of a field outside GROUP BY
-- Log Parser
SELECT STRLEN(c-ip) AS n, COUNT(*) FROM log GROUP BY cs-username
-- error
[not-aggregated] at 1:8
Semantic Error: SELECT clause field-expression "n" is not an aggregate function and does not contain GROUP BY field-expressions
SELECT STRLEN(c-ip) AS n, COUNT(*) FROM log GROUP BY cs-username
       ^^^^^^^^^^^^^^^^^
help: add c-ip to GROUP BY, or use MAX(c-ip)
