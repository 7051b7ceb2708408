-- LIKE of a number
-- Log Parser
SELECT date FROM log WHERE sc-status LIKE '4%'
-- error
[like-type] at 1:28
WHERE clause: Semantic Error: the left operand of LIKE must be a STRING, not an INTEGER
SELECT date FROM log WHERE sc-status LIKE '4%'
                           ^^^^^^^^^
help: convert it by TO_STRING
