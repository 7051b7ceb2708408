-- rounds to the first digits
-- Log Parser
SELECT QNTROUND_TO_DIGIT(178,1) AS x, QNTROUND_TO_DIGIT(178,2) AS y, QNTROUND_TO_DIGIT(cs-bytes,1) AS z FROM log WHERE cs-bytes < 400
-- DuckDB
select 200 as "x", 180 as "y", try_cast(("cs-bytes" + sign("cs-bytes") * (pow(10, greatest(0, length(abs("cs-bytes"::hugeint)::varchar) - greatest(1, 0)))::hugeint // 2)) // pow(10, greatest(0, length(abs("cs-bytes"::hugeint)::varchar) - greatest(1, 0)))::hugeint * pow(10, greatest(0, length(abs("cs-bytes"::hugeint)::varchar) - greatest(1, 0)))::hugeint as bigint) as "z" from "log" where ("cs-bytes" < 400 or "cs-bytes" is null)
-- rows
x INTEGER | y INTEGER | z INTEGER
200 | 180 | 300
200 | 180 | 200
200 | 180 | 200
200 | 180 | 400
200 | 180 | 100
