-- cuts down to a multiple, towards 0
-- Log Parser
SELECT QUANTIZE(a,3) AS x, QUANTIZE(r,0.4) AS y FROM t WHERE id <= 2
-- DuckDB
select ("a" // 3 * 3) as "x", (trunc("r"::double / nullif(0.4::double::double, 0)) * 0.4::double::double) as "y" from "t" where ("id" <= 2 or "id" is null)
-- rows
x INTEGER | y REAL
3 | 1.200000
-6 | -2.400000
