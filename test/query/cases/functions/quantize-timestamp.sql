-- takes seconds for timestamps and keeps their kind
-- Log Parser
SELECT QUANTIZE(at,3600) AS x, QUANTIZE(tm,900) AS y, QUANTIZE(d,86400) AS z FROM t WHERE id = 1
-- DuckDB
select make_timestamp((epoch_us("at") + 62167219200000000) // 3600000000 * 3600000000 - 62167219200000000) as "x", make_timestamp(epoch_us("tm") // 900000000 * 900000000 - 62167219200000000)::time as "y", make_timestamp((epoch_us("d") + 62167219200000000) // 86400000000 * 86400000000 - 62167219200000000)::date as "z" from "t" where "id" = 1
-- rows
x TIMESTAMP | y TIMESTAMP time | z TIMESTAMP date
2024-02-29 12:00:00 | 12:30:00 | 2024-02-29
