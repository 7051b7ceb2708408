-- a text constant is read as a time
-- Log Parser
SELECT COUNT(*) AS n FROM log WHERE time >= '08:00:01' AND time < '13:45:59'
-- DuckDB
select count(*) as "n" from "log" where ("time" >= time '08:00:01' and ("time" < time '13:45:59' or "time" is null))
-- rows
n INTEGER
1
