-- takes the offset of each moment
-- tz: Europe/Paris
-- Log Parser
SELECT id, TO_LOCALTIME(at) AS x FROM moments
-- DuckDB
select "id", easel_to_local("at") as "x" from "moments"
-- rows
id INTEGER | x TIMESTAMP
1 | 2024-03-31 01:59:59
2 | 2024-03-31 03:00:00
3 | 2024-10-27 02:30:00
4 | 2024-10-27 02:30:00
5 | 1980-07-01 02:00:00
6 | NULL
