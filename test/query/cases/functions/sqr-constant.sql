-- constants have 64 bits
-- Log Parser
SELECT SQR(100000) AS x, SQR(9223372036854775807) AS y, SQR(1.5) AS z FROM t WHERE id = 1
-- DuckDB
select 10000000000 as "x", null::bigint as "y", 2.25::double as "z" from "t" where "id" = 1
-- rows
x INTEGER | y INTEGER | z REAL
10000000000 | NULL | 2.250000
