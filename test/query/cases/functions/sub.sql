-- subtracts
-- Log Parser
SELECT SUB(a,b) AS x, SUB(10,a) AS y FROM t WHERE id <= 2
-- DuckDB
select try("a" - "b") as "x", try(10 - "a") as "y" from "t" where ("id" <= 2 or "id" is null)
-- rows
x INTEGER | y INTEGER
3 | 5
-9 | 17
