-- a text constant is read as an INTEGER
-- Log Parser
SELECT COUNT(*) AS n FROM log WHERE sc-status = '500' OR time-taken > '10000'
-- DuckDB
select count(*) as "n" from "log" where ("sc-status" = 500 or "time-taken" > 10000)
-- rows
n INTEGER
2
