-- an expression of SELECT may be repeated
-- Log Parser
SELECT STRLEN(s) FROM t ORDER BY strlen( s )
-- DuckDB
select length("s") as "STRLEN(s)" from "t" order by 1 asc nulls first
-- rows
STRLEN(s) INTEGER
NULL
0
3
3
6
