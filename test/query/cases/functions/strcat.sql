-- NULL in, NULL out
-- Log Parser
SELECT STRCAT(s,p) AS x, STRCAT('a','b') AS y FROM t WHERE id IN (1;3;4)
-- DuckDB
select ("s" || "p") as "x", 'ab' as "y" from "t" where "id" in (1, 3, 4)
-- rows
x STRING | y STRING
abcb | ab
NULL | ab
NULL | ab
