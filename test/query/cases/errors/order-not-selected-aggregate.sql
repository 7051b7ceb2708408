-- ORDER BY of an aggregate that is not selected
-- Log Parser
SELECT cs-method FROM log GROUP BY cs-method ORDER BY COUNT(*)
-- error
[order-not-selected] at 1:55
ORDER BY clause: Semantic Error: presence of field expression(s) in the ORDER BY clause not existing in the SELECT clause: COUNT(*)
SELECT cs-method FROM log GROUP BY cs-method ORDER BY COUNT(*)
                                                      ^^^^^^^^
help: add COUNT(*) to the SELECT clause
