-- is a REAL; NULL for less than 0
-- Log Parser
SELECT SQRROOT(a) AS x, SQRROOT(16) AS y FROM t WHERE id IN (1;2)
-- DuckDB
select case when "a" >= 0 then sqrt("a") end as "x", case when 16 >= 0 then sqrt(16) end as "y" from "t" where "id" in (1, 2)
-- rows
x REAL | y REAL
2.236068 | 4.000000
NULL | 4.000000
