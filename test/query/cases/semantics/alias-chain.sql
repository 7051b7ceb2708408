-- aliases of aliases, written the other way round
-- Log Parser
SELECT d1 AS z, c1 AS d1, b1 AS c1, a AS b1 FROM t WHERE z = 5
-- DuckDB
select "a" as "z", "a" as "d1", "a" as "c1", "a" as "b1" from "t" where "a" = 5
-- rows
z INTEGER | d1 INTEGER | c1 INTEGER | b1 INTEGER
5 | 5 | 5 | 5
