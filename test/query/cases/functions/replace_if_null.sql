-- is the old name of COALESCE
-- Log Parser
SELECT REPLACE_IF_NULL(s,'-') AS x FROM t WHERE id IN (1;3)
-- DuckDB
select coalesce("s", '-') as "x" from "t" where "id" in (1, 3)
-- rows
x STRING
abc
-
