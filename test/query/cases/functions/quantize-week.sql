-- counts weeks from year 0, a Saturday, also before 1970
-- Log Parser
SELECT id, QUANTIZE(at,604800) AS x FROM t WHERE id IN (1;4)
-- DuckDB
select "id", make_timestamp((epoch_us("at") + 62167219200000000) // 604800000000 * 604800000000 - 62167219200000000) as "x" from "t" where "id" in (1, 4)
-- rows
id INTEGER | x TIMESTAMP
1 | 2024-02-24 00:00:00
4 | 1969-07-19 00:00:00
