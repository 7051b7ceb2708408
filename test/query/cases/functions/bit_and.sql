-- keeps the bits set in both
-- Log Parser
SELECT BIT_AND(a,12) AS x, BIT_AND(6,3) AS y FROM t WHERE id IN (1;4)
-- DuckDB
select ("a" & 12) as "x", 2 as "y" from "t" where "id" in (1, 4)
-- rows
x INTEGER | y INTEGER
4 | 2
8 | 2
