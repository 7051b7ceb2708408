-- NULL = NULL is true
-- Log Parser
SELECT id FROM t WHERE a = NULL
-- DuckDB
select "id" from "t" where "a" is null
-- rows
id INTEGER
3
