-- is the time of day in UTC
-- Log Parser
SELECT SYSTEM_TIME() AS x FROM one
-- DuckDB
select time '12:34:56' as "x" from "one"
-- rows
x TIMESTAMP time
12:34:56
