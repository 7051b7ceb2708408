-- cuts INTEGER off towards 0
-- Log Parser
SELECT DIV(a,b) AS x, DIV(r,2) AS y, DIV(7,2) AS z FROM t WHERE id <= 2
-- DuckDB
select try("a" // "b") as "x", ("r" / nullif(2::double, 0)) as "y", 3 as "z" from "t" where ("id" <= 2 or "id" is null)
-- rows
x INTEGER | y REAL | z INTEGER
2 | 0.750000 | 3
-3 | -1.250000 | 3
