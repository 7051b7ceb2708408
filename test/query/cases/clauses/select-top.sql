-- takes the first records of the input
-- Log Parser
SELECT TOP 2 id FROM t
-- DuckDB
select "id" from "t" limit 2
-- rows
id INTEGER
1
2
