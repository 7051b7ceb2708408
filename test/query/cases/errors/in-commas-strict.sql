-- commas in IN, strictly
-- strict: yes
-- Log Parser
SELECT date FROM log WHERE cs-method IN ('GET', 'POST')
-- error
[content-size] at 1:41
WHERE clause: Semantic Error: left term <field_expr_list> size (1) is different than right term <content> size (2). This error is often caused by using the value separator ',' instead of using the row seperator ';'.
SELECT date FROM log WHERE cs-method IN ('GET', 'POST')
                                        ^^^^^^^^^^^^^^^
help: IN ('a'; 'b')
