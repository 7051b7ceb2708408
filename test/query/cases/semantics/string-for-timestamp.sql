-- a date constant beside a timestamp is its midnight
-- Log Parser
SELECT id FROM t WHERE at >= '2024-02-29' AND at < '2024-03-01 00:00:00'
-- DuckDB
select "id" from "t" where ("at" >= timestamp '2024-02-29 00:00:00' and ("at" < timestamp '2024-03-01 00:00:00' or "at" is null))
-- rows
id INTEGER
1
