-- without ELSE it is NULL
-- Log Parser
SELECT CASE id WHEN 1 THEN 'one' END AS x FROM t WHERE id < 3
-- DuckDB
select case when "id" = 1 then 'one' end as "x" from "t" where ("id" < 3 or "id" is null)
-- rows
x STRING
one
NULL
