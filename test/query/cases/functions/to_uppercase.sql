-- raises letters
-- Log Parser
SELECT TO_UPPERCASE(s) AS x, TO_UPPERCASE('Ab') AS y FROM t WHERE id IN (1;5)
-- DuckDB
select upper("s") as "x", 'AB' as "y" from "t" where "id" in (1, 5)
-- rows
x STRING | y STRING
ABC | AB
A,B,,C | AB
