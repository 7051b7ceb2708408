-- joins two texts
-- Log Parser
SELECT ADD(s,p) AS x FROM t WHERE id <= 4
-- DuckDB
select ("s" || "p") as "x" from "t" where ("id" <= 4 or "id" is null)
-- rows
x STRING
abcb
ABCB
NULL
NULL
