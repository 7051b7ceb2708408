-- is e to a power
-- Log Parser
SELECT EXP(a) AS x, EXP(0) AS y FROM t WHERE id IN (1;5)
-- DuckDB
select try(exp("a")) as "x", try(exp(0)) as "y" from "t" where "id" in (1, 5)
-- rows
x REAL | y REAL
148.413159 | 1.000000
1.000000 | 1.000000
