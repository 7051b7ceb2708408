-- counts from 0; NULL where it is not, case counts
-- Log Parser
SELECT INDEX_OF(s,'b') AS x, INDEX_OF('hello','l') AS y FROM t
-- DuckDB
select (nullif(strpos("s", 'b'), 0) - 1) as "x", 2 as "y" from "t"
-- rows
x INTEGER | y INTEGER
1 | 2
NULL | 2
NULL | 2
NULL | 2
2 | 2
