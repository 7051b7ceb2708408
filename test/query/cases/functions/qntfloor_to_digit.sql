-- keeps the first digits
-- Log Parser
SELECT QNTFLOOR_TO_DIGIT(178,1) AS x, QNTFLOOR_TO_DIGIT(sc-bytes,1) AS y, QNTFLOOR_TO_DIGIT(time-taken,2) AS z FROM log
-- DuckDB
select 100 as "x", ("sc-bytes" - "sc-bytes" % pow(10, greatest(0, length(abs("sc-bytes"::hugeint)::varchar) - greatest(1, 0)))::hugeint)::bigint as "y", ("time-taken" - "time-taken" % pow(10, greatest(0, length(abs("time-taken"::hugeint)::varchar) - greatest(2, 0)))::hugeint)::bigint as "z" from "log"
-- rows
x INTEGER | y INTEGER | z INTEGER
100 | 1000 | 120
100 | 500 | 600000
100 | 200 | 15
100 | 2000 | 30
100 | NULL | NULL
100 | 4000 | 5
