-- 22: local time of a quantized time
-- tz: America/New_York
-- Log Parser
SELECT TO_LOCALTIME(QUANTIZE(time,3600)) AS Hour, COUNT(*) AS Hits FROM log GROUP BY Hour ORDER BY Hour
-- DuckDB
select (make_timestamp(epoch_us("time") // 3600000000 * 3600000000 - 62167219200000000)::time + to_seconds((-14400))) as "Hour", count(*) as "Hits" from "log" group by 1 order by 1 asc nulls first, 2
-- rows
Hour TIMESTAMP time | Hits INTEGER
04:00:00 | 2
09:00:00 | 1
19:00:00 | 1
20:00:00 | 1
21:00:00 | 1
