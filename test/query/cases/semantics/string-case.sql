-- = takes account of case
-- Log Parser
SELECT id FROM t WHERE s = 'abc'
-- DuckDB
select "id" from "t" where "s" = 'abc'
-- rows
id INTEGER
1
