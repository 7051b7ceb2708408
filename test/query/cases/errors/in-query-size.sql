-- a nested query with another number of fields
-- Log Parser
SELECT date FROM log WHERE cs-method IN (SELECT cs-method, c-ip FROM log)
-- error
[content-size] at 1:41
WHERE clause: Semantic Error: left term <field_expr_list> size (1) is different than the number of fields of the nested query (2)
SELECT date FROM log WHERE cs-method IN (SELECT cs-method, c-ip FROM log)
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
