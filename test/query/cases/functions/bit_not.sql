-- turns all bits over
-- Log Parser
SELECT BIT_NOT(a) AS x, BIT_NOT(0) AS y FROM t WHERE id IN (1;2)
-- DuckDB
select (~"a") as "x", (-1) as "y" from "t" where "id" in (1, 2)
-- rows
x INTEGER | y INTEGER
-6 | -1
6 | -1
