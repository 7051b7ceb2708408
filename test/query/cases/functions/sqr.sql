-- keeps the type
-- Log Parser
SELECT SQR(a) AS x, SQR(r) AS y FROM t WHERE id <= 2
-- DuckDB
select try("a" * "a") as "x", try("r" * "r") as "y" from "t" where ("id" <= 2 or "id" is null)
-- rows
x INTEGER | y REAL
25 | 2.250000
49 | 6.250000
