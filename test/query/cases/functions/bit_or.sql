-- keeps the bits set in either
-- Log Parser
SELECT BIT_OR(a,2) AS x, BIT_OR(6,3) AS y FROM t WHERE id IN (1;4)
-- DuckDB
select ("a" | 2) as "x", 7 as "y" from "t" where "id" in (1, 4)
-- rows
x INTEGER | y INTEGER
7 | 7
10 | 7
