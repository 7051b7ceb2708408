-- gives the text itself where nothing is found
-- Log Parser
SELECT REVERSEDNS(s) AS x FROM t WHERE id IN (3;5)
-- DuckDB
select easel_reversedns("s") as "x" from "t" where "id" in (3, 5)
-- rows
x STRING
NULL
a,b,,c
