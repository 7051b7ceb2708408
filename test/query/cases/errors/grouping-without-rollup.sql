-- GROUPING without ROLLUP
-- Log Parser
SELECT cs-method, GROUPING(cs-method) FROM log GROUP BY cs-method
-- error
[grouping] at 1:19
SELECT clause: Semantic Error: GROUPING needs GROUP BY ... WITH ROLLUP and one of its field-expressions
SELECT cs-method, GROUPING(cs-method) FROM log GROUP BY cs-method
                  ^^^^^^^^^^^^^^^^^^^
