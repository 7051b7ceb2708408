-- a field beside an aggregate without GROUP BY
-- Log Parser
SELECT cs-username, COUNT(*) FROM log
-- error
[not-aggregated] at 1:8
Semantic Error: SELECT clause field-expression "cs-username" is not an aggregate function and does not contain GROUP BY field-expressions
SELECT cs-username, COUNT(*) FROM log
       ^^^^^^^^^^^
help: write GROUP BY cs-username, or use MAX(cs-username)
