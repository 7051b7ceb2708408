-- rounds to the nearest, halves away from 0
-- Log Parser
SELECT TO_INT(r) AS x, TO_INT(1.4) AS y, TO_INT(-0.5) AS z FROM t WHERE id IN (1;2;5)
-- DuckDB
select try_cast(round("r") as bigint) as "x", 1 as "y", (-1) as "z" from "t" where "id" in (1, 2, 5)
-- rows
x INTEGER | y INTEGER | z INTEGER
2 | 1 | -1
-3 | 1 | -1
3 | 1 | -1
