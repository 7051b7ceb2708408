-- is NULL for 0 and less
-- Log Parser
SELECT id, LOG10(a) AS x, LOG10(1000) AS y FROM t WHERE id IN (2;4)
-- DuckDB
select "id", case when "a" > 0 then log10("a") end as "x", case when 1000 > 0 then log10(1000) end as "y" from "t" where "id" in (2, 4)
-- rows
id INTEGER | x REAL | y REAL
2 | NULL | 3.000000
4 | 1.000000 | 3.000000
