-- NOT IN with NULL drops NULL
-- Log Parser
SELECT id FROM t WHERE a NOT IN (5; NULL)
-- DuckDB
select "id" from "t" where ("a" not in (5) and "a" is not null)
-- rows
id INTEGER
2
4
5
