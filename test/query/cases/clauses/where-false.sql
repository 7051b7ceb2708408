-- may let nothing through
-- Log Parser
SELECT id FROM t WHERE 1 = 2
-- DuckDB
select "id" from "t" where false
-- rows
id INTEGER
