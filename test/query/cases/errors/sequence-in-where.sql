-- SEQUENCE in WHERE
-- Log Parser
SELECT date FROM log WHERE SEQUENCE(1) > 2
-- error
[sequence-not-allowed] at 1:28
WHERE clause: Semantic Error: SEQUENCE and OUT_ROW_NUMBER are not allowed in the WHERE clause
SELECT date FROM log WHERE SEQUENCE(1) > 2
                           ^^^^^^^^^^^^^^^
help: IN_ROW_NUMBER() is allowed there
