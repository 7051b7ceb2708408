-- is 10 to a power
-- Log Parser
SELECT EXP10(b) AS x, EXP10(r) AS y FROM t WHERE id = 2
-- DuckDB
select try(pow(10::double, "b")) as "x", try(pow(10::double, "r")) as "y" from "t" where "id" = 2
-- rows
x REAL | y REAL
100.000000 | 0.003162
