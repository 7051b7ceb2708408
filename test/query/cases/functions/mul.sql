-- has the type of the first argument
-- Log Parser
SELECT MUL(a,b) AS x, MUL(a,1.5) AS y, MUL(1.5,a) AS z FROM t WHERE id <= 2
-- DuckDB
select try("a" * "b") as "x", try_cast(trunc("a"::double * 1.5::double) as bigint) as "y", (1.5::double * "a"::double) as "z" from "t" where ("id" <= 2 or "id" is null)
-- rows
x INTEGER | y INTEGER | z REAL
10 | 7 | 7.500000
-14 | -10 | -10.500000
