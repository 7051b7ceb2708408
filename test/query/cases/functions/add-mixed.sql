-- an INTEGER and a REAL give a REAL
-- Log Parser
SELECT ADD(a,r) AS x, ADD(1,0.5) AS y FROM t WHERE id = 1
-- DuckDB
select ("a"::double + "r") as "x", (1::double + 0.5::double) as "y" from "t" where "id" = 1
-- rows
x REAL | y REAL
6.500000 | 1.500000
