-- the smaller of TOP and LIMIT
-- Log Parser
SELECT TOP 1 id FROM t LIMIT 3
-- DuckDB
select "id" from "t" limit 1
-- rows
id INTEGER
1
