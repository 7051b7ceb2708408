-- takes halves away from 0, as REAL
-- Log Parser
SELECT ROUND(r) AS x, ROUND(2.4) AS y FROM t WHERE id IN (1;2;5)
-- DuckDB
select round("r"::double) as "x", round(2.4::double::double) as "y" from "t" where "id" in (1, 2, 5)
-- rows
x REAL | y REAL
2.000000 | 2.000000
-3.000000 | 2.000000
3.000000 | 2.000000
