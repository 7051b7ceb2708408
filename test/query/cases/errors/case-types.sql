-- CASE with values of different types
-- Log Parser
SELECT CASE cs-method WHEN 'GET' THEN 1 ELSE 'other' END FROM log
-- error
[case-type] at 1:46
SELECT clause: Semantic Error: the THEN and ELSE values of CASE are of different types: INTEGER and STRING
SELECT CASE cs-method WHEN 'GET' THEN 1 ELSE 'other' END FROM log
                                             ^^^^^^^
