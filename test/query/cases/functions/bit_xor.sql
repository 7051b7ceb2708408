-- keeps the bits set in one of them
-- Log Parser
SELECT BIT_XOR(a,3) AS x, BIT_XOR(6,3) AS y FROM t WHERE id IN (1;4)
-- DuckDB
select xor("a", 3) as "x", 5 as "y" from "t" where "id" in (1, 4)
-- rows
x INTEGER | y INTEGER
6 | 5
9 | 5
