-- takes the offset of today for a time alone
-- tz: Europe/Paris
-- Log Parser
SELECT TO_LOCALTIME(QUANTIZE(time,3600)) AS h, COUNT(*) AS n FROM log GROUP BY h ORDER BY h
-- DuckDB
select (make_timestamp(epoch_us("time") // 3600000000 * 3600000000 - 62167219200000000)::time + to_seconds(7200)) as "h", count(*) as "n" from "log" group by 1 order by 1 asc nulls first, 2
-- rows
h TIMESTAMP time | n INTEGER
01:00:00 | 1
02:00:00 | 1
03:00:00 | 1
10:00:00 | 2
15:00:00 | 1
