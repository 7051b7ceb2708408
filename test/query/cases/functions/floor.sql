-- goes down, as REAL
-- Log Parser
SELECT FLOOR(r) AS x, FLOOR(a) AS y FROM t WHERE id <= 2
-- DuckDB
select floor("r"::double) as "x", floor("a"::double) as "y" from "t" where ("id" <= 2 or "id" is null)
-- rows
x REAL | y REAL
1.000000 | 5.000000
-3.000000 | -7.000000
