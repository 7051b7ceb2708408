-- starts at 0 or where told
-- Log Parser
SELECT SEQUENCE() AS x, SEQUENCE(1000) AS y, id FROM t WHERE id < 3
-- DuckDB
select (_in + 0 - 1) as "x", (_in + 1000 - 1) as "y", "id" from (select *, row_number() over () as _in from "t") where ("id" < 3 or "id" is null)
-- rows
x INTEGER | y INTEGER | id INTEGER
0 | 1000 | 1
1 | 1001 | 2
