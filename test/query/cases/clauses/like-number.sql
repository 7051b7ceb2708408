-- a number is made a text first
-- Log Parser
SELECT COUNT(*) AS n FROM log WHERE TO_STRING(sc-status) LIKE '4%'
-- DuckDB
select count(*) as "n" from "log" where lower("sc-status"::varchar) like '4%'
-- rows
n INTEGER
1
