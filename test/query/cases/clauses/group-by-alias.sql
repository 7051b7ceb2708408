-- an alias is grouped by its expression
-- Log Parser
SELECT QUANTIZE(TO_TIMESTAMP(date,time),86400) AS Day, COUNT(*) AS n FROM log GROUP BY day ORDER BY day
-- DuckDB
select make_timestamp((epoch_us(("date" + "time")) + 62167219200000000) // 86400000000 * 86400000000 - 62167219200000000) as "Day", count(*) as "n" from "log" group by 1 order by 1 asc nulls first, 2
-- rows
Day TIMESTAMP | n INTEGER
2024-03-30 00:00:00 | 1
2024-03-31 00:00:00 | 3
2024-04-01 00:00:00 | 2
