-- texts are ordered by code points
-- Log Parser
SELECT s FROM t WHERE s <> '' ORDER BY s
-- DuckDB
select "s" from "t" where "s" is distinct from '' order by 1 asc nulls first
-- rows
s STRING
NULL
ABC
a,b,,c
abc
