-- a text constant is read as a timestamp
-- Log Parser
SELECT COUNT(*) AS n FROM log WHERE date > '2024-03-31'
-- DuckDB
select count(*) as "n" from "log" where "date" > date '2024-03-31'
-- rows
n INTEGER
2
