-- a time alone passes over the date in a format
-- Log Parser
SELECT TO_STRING(tm,'yyyy-MM-dd hh:mm:ss') AS x, TO_STRING(d,'yyyy-MM-dd hh:mm:ss') AS y, TO_STRING(TIMESTAMP('18:48:04','hh:mm:ss'),'yyyy-MM-dd hh:mm:ss') AS z FROM t WHERE id = 1
-- DuckDB
select strftime((date '0000-01-01' + "tm"), '%H:%M:%S') as "x", strftime("d"::timestamp, '%Y-%m-%d') as "y", '18:48:04' as "z" from "t" where "id" = 1
-- rows
x STRING | y STRING | z STRING
12:34:56 | 2024-02-29 | 18:48:04
