-- without a wildcard it is equality without case
-- Log Parser
SELECT id FROM t WHERE s LIKE 'aBc'
-- DuckDB
select "id" from "t" where lower("s") = 'abc'
-- rows
id INTEGER
1
2
