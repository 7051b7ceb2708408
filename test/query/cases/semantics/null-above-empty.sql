-- > empty text drops NULL and empty
-- Log Parser
SELECT id FROM t WHERE s > ''
-- DuckDB
select "id" from "t" where "s" > ''
-- rows
id INTEGER
1
2
5
