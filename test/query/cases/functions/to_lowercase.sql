-- lowers letters, not Latin ones only
-- Log Parser
SELECT TO_LOWERCASE(s) AS x, TO_LOWERCASE('ÀÉ') AS y FROM t WHERE id IN (2;3)
-- DuckDB
select lower("s") as "x", lower('ÀÉ') as "y" from "t" where "id" in (2, 3)
-- rows
x STRING | y STRING
abc | àé
NULL | àé
