-- 2: aliases with the names of the fields they use
-- tz: Europe/Paris
-- Log Parser
SELECT TO_DATE(TO_LOCALTIME(TO_TIMESTAMP(date, time))) AS date, TO_TIME(TO_LOCALTIME(TO_TIMESTAMP(date, time))) AS time, AVG(sc-bytes) AS sc-bytes FROM log GROUP BY date, time ORDER BY date, time
-- DuckDB
select easel_to_local(_x1)::date as "date", easel_to_local(_x1)::time as "time", try_cast(sum("sc-bytes") // count("sc-bytes") as bigint) as "sc-bytes" from (select *, ("date" + "time") as _x1 from "log") group by 1, 2 order by 1 asc nulls first, 2 asc nulls first, 3 asc nulls first
-- rows
date TIMESTAMP date | time TIMESTAMP time | sc-bytes INTEGER
2024-03-31 | 00:30:00 | 1000
2024-03-31 | 01:15:10 | 500
2024-03-31 | 03:05:20 | 250
2024-03-31 | 15:45:59 | 2000
2024-04-01 | 10:00:00 | NULL
2024-04-01 | 10:00:01 | 4000
