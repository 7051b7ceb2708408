-- a nested query of another type
-- Log Parser
SELECT date FROM log WHERE sc-status IN (SELECT cs-method FROM log)
-- error
[nested-type] at 1:41
WHERE clause: Semantic Error: nested query SELECT clause field "1" (STRING) doesn't match type of left-operand (INTEGER)
SELECT date FROM log WHERE sc-status IN (SELECT cs-method FROM log)
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
