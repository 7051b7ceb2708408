-- inside an expression a name is the field
-- Log Parser
SELECT TO_DATE(TO_TIMESTAMP(date,time)) AS time, TO_TIME(TO_TIMESTAMP(date,time)) AS date FROM log WHERE sc-status = 404
-- DuckDB
select ("date" + "time")::date as "time", ("date" + "time")::time as "date" from "log" where "sc-status" = 404
-- rows
time TIMESTAMP date | date TIMESTAMP time
2024-03-31 | 13:45:59
