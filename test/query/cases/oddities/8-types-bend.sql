-- 8: constants in quotes beside numbers and dates
-- Log Parser
SELECT COUNT(*) AS n FROM log WHERE sc-status = '200' AND date >= '2024-03-31' AND time-taken > '1'
-- DuckDB
select count(*) as "n" from "log" where ("sc-status" = 200 and "date" >= date '2024-03-31' and "time-taken" > 1)
-- rows
n INTEGER
2
