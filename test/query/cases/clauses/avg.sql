-- of INTEGER is cut off towards 0
-- Log Parser
SELECT AVG(a) AS x, AVG(r) AS y, AVG(b) AS z, AVG(MUL(a,-1)) AS w FROM t WHERE id <> 5
-- DuckDB
select try_cast(sum("a") // count("a") as bigint) as "x", favg("r") as "y", try_cast(sum("b") // count("b") as bigint) as "z", try_cast(sum(try("a" * (-1))) // count(try("a" * (-1))) as bigint) as "w" from "t" where "id" is distinct from 5
-- rows
x INTEGER | y REAL | z INTEGER | w INTEGER
2 | -0.333333 | 2 | -2
