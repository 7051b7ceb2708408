-- keeps the type and passes over NULL
-- Log Parser
SELECT SUM(a) AS x, SUM(r) AS y, SUM(DISTINCT b) AS z FROM t
-- DuckDB
select try_cast(sum("a") as bigint) as "x", fsum("r") as "y", try_cast(sum(distinct "b") as bigint) as "z" from "t"
-- rows
x INTEGER | y REAL | z INTEGER
8 | 1.500000 | 5
