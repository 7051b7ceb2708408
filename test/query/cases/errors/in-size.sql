-- rows of another size than the left side
-- Log Parser
SELECT date FROM log WHERE (cs-method, c-ip) IN ('GET'; 'POST')
-- error
[content-size] at 1:49
WHERE clause: Semantic Error: left term <field_expr_list> size (2) is different than right term <content> size (1). This error is often caused by using the value separator ',' instead of using the row seperator ';'.
SELECT date FROM log WHERE (cs-method, c-ip) IN ('GET'; 'POST')
                                                ^^^^^^^^^^^^^^^
help: (a, b) IN (1, 2; 3, 4)
