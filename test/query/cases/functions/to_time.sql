-- keeps the time of day
-- Log Parser
SELECT TO_TIME(at) AS x, TO_TIME(d) AS y FROM t WHERE id IN (1;4)
-- DuckDB
select "at"::time as "x", time '00:00:00' as "y" from "t" where "id" in (1, 4)
-- rows
x TIMESTAMP time | y TIMESTAMP time
12:34:56 | 00:00:00
20:17:40 | 00:00:00
