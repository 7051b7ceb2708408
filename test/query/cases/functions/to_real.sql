-- reads integers, texts and timestamps
-- Log Parser
SELECT TO_REAL(a) AS x, TO_REAL('1.25') AS y, TO_REAL('x') AS z, TO_REAL(at) AS w FROM t WHERE id = 2
-- DuckDB
select "a"::double as "x", 1.25::double as "y", null::double as "z", ((epoch_us("at") + 62167219200000000) / 1000000) as "w" from "t" where "id" = 2
-- rows
x REAL | y REAL | z REAL | w REAL
-7.000000 | 1.250000 | NULL | 63871286399.500000
