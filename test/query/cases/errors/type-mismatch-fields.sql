-- two fields of different types
-- Log Parser
SELECT date FROM log WHERE sc-status = cs-username
-- error
[type-mismatch] at 1:40
WHERE clause: Semantic Error: cannot compare an INTEGER with a STRING
SELECT date FROM log WHERE sc-status = cs-username
                                       ^^^^^^^^^^^
help: convert one of them by TO_INT, TO_REAL, TO_STRING or TO_TIMESTAMP
