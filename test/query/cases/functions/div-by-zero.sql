-- gives NULL for division by 0
-- Log Parser
SELECT DIV(a,0) AS x, DIV(r,a) AS y FROM t WHERE id = 5
-- DuckDB
select try("a" // 0) as "x", ("r" / nullif("a"::double, 0)) as "y" from "t" where "id" = 5
-- rows
x INTEGER | y REAL
NULL | NULL
