-- counts from 0
-- Log Parser
SELECT SUBSTR(s,1) AS x, SUBSTR(s,1,1) AS y, SUBSTR('hello',0,2) AS z FROM t WHERE id IN (1;3;5)
-- DuckDB
select substring("s", 2) as "x", substring("s", 2, 1) as "y", 'he' as "z" from "t" where "id" in (1, 3, 5)
-- rows
x STRING | y STRING | z STRING
bc | b | he
NULL | NULL | he
,b,,c | , | he
