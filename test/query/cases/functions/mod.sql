-- has the sign of the first argument
-- Log Parser
SELECT MOD(a,b) AS x, MOD(r,2) AS y, MOD(7,-4) AS z FROM t WHERE id <= 2
-- DuckDB
select try("a" % "b") as "x", ("r" % nullif(2::double, 0)) as "y", 3 as "z" from "t" where ("id" <= 2 or "id" is null)
-- rows
x INTEGER | y REAL | z INTEGER
1 | 1.500000 | 3
-1 | -0.500000 | 3
