-- ORDER BY of what is not selected
-- Log Parser
SELECT cs-method FROM log ORDER BY time-taken DESC
-- error
[order-not-selected] at 1:36
ORDER BY clause: Semantic Error: presence of field expression(s) in the ORDER BY clause not existing in the SELECT clause: time-taken
SELECT cs-method FROM log ORDER BY time-taken DESC
                                   ^^^^^^^^^^
help: add time-taken to the SELECT clause
