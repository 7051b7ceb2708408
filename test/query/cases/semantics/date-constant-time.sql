-- a date field and a timestamp constant with a time
-- Log Parser
SELECT COUNT(*) AS n FROM log WHERE date < TIMESTAMP('2024-03-31 12:00','yyyy-MM-dd hh:mm')
-- DuckDB
select count(*) as "n" from "log" where ("date"::timestamp < timestamp '2024-03-31 12:00:00' or "date"::timestamp is null)
-- rows
n INTEGER
4
