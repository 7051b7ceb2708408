-- a date less one day is a date
-- Log Parser
SELECT SUB(d, TIMESTAMP('2','d')) AS x FROM t WHERE id = 1
-- DuckDB
select ("d"::timestamp - to_microseconds(86400000000))::date as "x" from "t" where "id" = 1
-- rows
x TIMESTAMP date
2024-02-28
