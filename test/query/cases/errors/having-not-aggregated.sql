-- a field outside GROUP BY in HAVING
-- Log Parser
SELECT cs-method, COUNT(*) FROM log GROUP BY cs-method HAVING sc-status > 200
-- error
[not-aggregated] at 1:63
Semantic Error: HAVING clause field-expression is not an aggregate function and does not contain GROUP BY field-expressions
SELECT cs-method, COUNT(*) FROM log GROUP BY cs-method HAVING sc-status > 200
                                                              ^^^^^^^^^^^^^^^
help: add sc-status to GROUP BY, or use MAX(sc-status)
