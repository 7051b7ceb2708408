-- gives NULL for division by 0
-- Log Parser
SELECT MOD(a,0) AS x, MOD(5,0) AS y FROM t WHERE id = 1
-- DuckDB
select try("a" % 0) as "x", null::bigint as "y" from "t" where "id" = 1
-- rows
x INTEGER | y INTEGER
NULL | NULL
