-- takes no account of case
-- Log Parser
SELECT id FROM t WHERE s LIKE 'a%'
-- DuckDB
select "id" from "t" where lower("s") like 'a%'
-- rows
id INTEGER
1
2
5
