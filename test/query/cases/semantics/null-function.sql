-- a function of NULL is NULL
-- Log Parser
SELECT STRLEN(NULL) AS x, ADD(NULL,1) AS y, SUBSTR('abc',NULL) AS z FROM one
-- DuckDB
select null::bigint as "x", null::varchar as "y", null::varchar as "z" from "one"
-- rows
x INTEGER | y STRING | z STRING
NULL | NULL | NULL
