-- joins a date and a time
-- Log Parser
SELECT TO_TIMESTAMP(date,time) AS x FROM log WHERE sc-status = 200
-- DuckDB
select ("date" + "time") as "x" from "log" where "sc-status" = 200
-- rows
x TIMESTAMP
2024-03-30 23:30:00
2024-03-31 00:15:10
2024-04-01 08:00:01
