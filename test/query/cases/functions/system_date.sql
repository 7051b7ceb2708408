-- is the date in UTC
-- Log Parser
SELECT SYSTEM_DATE() AS x FROM one
-- DuckDB
select date '2024-05-01' as "x" from "one"
-- rows
x TIMESTAMP date
2024-05-01
