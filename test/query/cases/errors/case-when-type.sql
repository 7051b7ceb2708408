-- WHEN of another type
-- Log Parser
SELECT CASE cs-method WHEN 1 THEN 'a' END FROM log
-- error
[type-mismatch] at 1:28
SELECT clause: Semantic Error: cannot compare a STRING with an INTEGER
SELECT CASE cs-method WHEN 1 THEN 'a' END FROM log
                           ^
help: write '1', or convert the field by TO_INT
