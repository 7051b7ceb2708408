-- takes the hour that comes twice as standard time
-- tz: Europe/Paris
-- Log Parser
SELECT id, TO_UTCTIME(at) AS x FROM moments
-- DuckDB
select "id", easel_to_utc("at") as "x" from "moments"
-- rows
id INTEGER | x TIMESTAMP
1 | 2024-03-30 23:59:59
2 | 2024-03-31 00:00:00
3 | 2024-10-26 22:30:00
4 | 2024-10-26 23:30:00
5 | 1980-06-30 22:00:00
6 | NULL
