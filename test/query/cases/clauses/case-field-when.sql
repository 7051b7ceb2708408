-- WHEN may be any expression
-- Log Parser
SELECT id, CASE a WHEN b THEN 'same' WHEN SUB(0,7) THEN 'minus seven' ELSE 'other' END AS x FROM t
-- DuckDB
select "id", case when "a" is not distinct from "b" then 'same' when "a" = (-7) then 'minus seven' else 'other' end as "x" from "t"
-- rows
id INTEGER | x STRING
1 | other
2 | minus seven
3 | other
4 | other
5 | same
