-- keeps the sign
-- Log Parser
SELECT BIT_SHR(a,1) AS x, BIT_SHR(256,4) AS y FROM t WHERE id <= 2
-- DuckDB
select case when 1 between 0 and 63 then "a" >> 1::integer else 0 end as "x", 16 as "y" from "t" where ("id" <= 2 or "id" is null)
-- rows
x INTEGER | y INTEGER
2 | 16
-4 | 16
