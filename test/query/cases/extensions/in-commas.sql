-- commas in IN
-- Log Parser
SELECT id FROM t WHERE id IN (1, 3) AND s NOT IN ('x', 'y')
-- DuckDB
select "id" from "t" where ("id" in (1, 3) and ("s" not in ('x', 'y') or "s" is null))
-- rows
id INTEGER
1
3
