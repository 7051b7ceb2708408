-- a NULL adds nothing, and two are NULL
-- Log Parser
SELECT STRCAT(s,p) AS x, STRCAT('a','b') AS y, STRCAT(s,'!') AS z, STRCAT(NULL,s) AS w FROM t WHERE id IN (1;3;4)
-- DuckDB
select nullif(concat("s", "p"), '') as "x", 'ab' as "y", concat("s", '!') as "z", "s" as "w" from "t" where "id" in (1, 3, 4)
-- rows
x STRING | y STRING | z STRING | w STRING
abcb | ab | abc! | abc
x | ab | ! | NULL
NULL | ab | ! | ""
