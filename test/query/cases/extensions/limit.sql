-- LIMIT
-- Log Parser
SELECT id FROM t ORDER BY id DESC LIMIT 2
-- DuckDB
select "id" from "t" order by 1 desc nulls last limit 2
-- rows
id INTEGER
5
4
