-- counts characters
-- Log Parser
SELECT STRLEN(s) AS x, STRLEN('日時') AS y FROM t
-- DuckDB
select length("s") as "x", 2 as "y" from "t"
-- rows
x INTEGER | y INTEGER
3 | 2
3 | 2
NULL | 2
0 | 2
6 | 2
