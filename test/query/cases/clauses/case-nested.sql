-- may be nested
-- Log Parser
SELECT CASE a WHEN 5 THEN 'five' ELSE CASE b WHEN 2 THEN 'two' ELSE 'none' END END AS x FROM t WHERE id < 4
-- DuckDB
select case when "a" = 5 then 'five' else case when "b" = 2 then 'two' else 'none' end end as "x" from "t" where ("id" < 4 or "id" is null)
-- rows
x STRING
five
two
none
