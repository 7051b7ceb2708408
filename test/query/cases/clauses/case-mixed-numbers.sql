-- INTEGER and REAL make a REAL
-- Log Parser
SELECT CASE id WHEN 1 THEN 1 ELSE 0.5 END AS x FROM t WHERE id < 3
-- DuckDB
select case when "id" = 1 then 1::double else 0.5::double end as "x" from "t" where ("id" < 3 or "id" is null)
-- rows
x REAL
1.000000
0.500000
