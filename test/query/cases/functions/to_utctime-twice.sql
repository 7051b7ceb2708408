-- an hour that comes twice and one that never comes
-- tz: Europe/Paris
-- Log Parser
SELECT TO_UTCTIME(TIMESTAMP('2024-10-27 02:30','yyyy-MM-dd hh:mm')) AS twice, TO_UTCTIME(TIMESTAMP('2024-03-31 02:30','yyyy-MM-dd hh:mm')) AS never FROM one
-- DuckDB
select timestamp '2024-10-27 01:30:00' as "twice", timestamp '2024-03-31 01:30:00' as "never" from "one"
-- rows
twice TIMESTAMP | never TIMESTAMP
2024-10-27 01:30:00 | 2024-03-31 01:30:00
