-- NOT and LIKE on NULL
-- Log Parser
SELECT id FROM t WHERE NOT (s LIKE '%')
-- DuckDB
select "id" from "t" where "s" is null
-- rows
id INTEGER
3
