-- an item may use one defined later
-- Log Parser
SELECT second USING ADD(first,1) AS second, MUL(a,2) AS first FROM t WHERE id = 1
-- DuckDB
select try(try("a" * 2) + 1) as "second" from "t" where "id" = 1
-- rows
second INTEGER
11
