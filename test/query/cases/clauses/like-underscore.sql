-- one character for each underscore
-- Log Parser
SELECT id FROM t WHERE s LIKE '_b_'
-- DuckDB
select "id" from "t" where lower("s") like '_b_'
-- rows
id INTEGER
1
2
