-- is UTC
-- tz: Europe/Paris
-- Log Parser
SELECT SYSTEM_TIMESTAMP() AS x, TO_LOCALTIME(SYSTEM_TIMESTAMP()) AS y FROM one
-- DuckDB
select timestamp '2024-05-01 12:34:56' as "x", timestamp '2024-05-01 14:34:56' as "y" from "one"
-- rows
x TIMESTAMP | y TIMESTAMP
2024-05-01 12:34:56 | 2024-05-01 14:34:56
