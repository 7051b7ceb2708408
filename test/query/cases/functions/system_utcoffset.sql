-- is positive, from year 0
-- tz: America/New_York
-- Log Parser
SELECT SYSTEM_UTCOFFSET() AS x, SUB(SYSTEM_TIMESTAMP(),SYSTEM_UTCOFFSET()) AS y FROM one
-- DuckDB
select timestamp '0000-01-01 04:00:00' as "x", timestamp '2024-05-01 08:34:56' as "y" from "one"
-- rows
x TIMESTAMP | y TIMESTAMP
0000-01-01 04:00:00 | 2024-05-01 08:34:56
