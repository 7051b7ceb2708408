-- arithmetic on aliases of aggregates
-- Log Parser
SELECT COUNT(*) AS Hits, DIV(SUM(time-taken),Hits) AS AvgTime, SQR(AvgTime) AS x FROM log
-- DuckDB
select _a1 as "Hits", try(_a2 // _a1) as "AvgTime", try(try(_a2 // _a1) * try(_a2 // _a1)) as "x" from (select count(*) as _a1, try_cast(sum("time-taken") as bigint) as _a2 from "log")
-- rows
Hits INTEGER | AvgTime INTEGER | x INTEGER
6 | 100028 | 10005600784
