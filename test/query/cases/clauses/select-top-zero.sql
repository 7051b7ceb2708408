-- may take none
-- Log Parser
SELECT TOP 0 id FROM t
-- DuckDB
select "id" from "t" limit 0
-- rows
id INTEGER
