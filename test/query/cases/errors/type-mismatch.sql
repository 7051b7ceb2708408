-- a text field beside a number
-- Log Parser
SELECT date FROM log WHERE cs-username = 5
-- error
[type-mismatch] at 1:42
WHERE clause: Semantic Error: cannot compare a STRING with an INTEGER
SELECT date FROM log WHERE cs-username = 5
                                         ^
help: write '5', or convert the field by TO_INT
