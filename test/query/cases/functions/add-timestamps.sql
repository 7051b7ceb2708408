-- adds an interval that counts from year 0
-- Log Parser
SELECT ADD(at, TIMESTAMP('2','d')) AS x, ADD(d, tm) AS y FROM t WHERE id = 1
-- DuckDB
select ("at" + to_microseconds(86400000000)) as "x", try(make_timestamp(((epoch_us("d") + 62167219200000000) + epoch_us("tm")) - 62167219200000000)) as "y" from "t" where "id" = 1
-- rows
x TIMESTAMP | y TIMESTAMP
2024-03-01 12:34:56 | 2024-02-29 12:34:56
