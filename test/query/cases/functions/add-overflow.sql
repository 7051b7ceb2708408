-- gives NULL beyond 64 bits
-- Log Parser
SELECT ADD(9223372036854775807, a) AS x, ADD(9223372036854775807, 1) AS y FROM t WHERE id = 1
-- DuckDB
select try(9223372036854775807 + "a") as "x", null::bigint as "y" from "t" where "id" = 1
-- rows
x INTEGER | y INTEGER
NULL | NULL
