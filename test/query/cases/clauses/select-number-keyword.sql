-- a number may touch a keyword
-- Log Parser
SELECT CASE a WHEN 5 THEN 0 ELSE 1END AS x FROM t WHERE id < 3
-- DuckDB
select case when "a" = 5 then 0 else 1 end as "x" from "t" where ("id" < 3 or "id" is null)
-- rows
x INTEGER
0
1
