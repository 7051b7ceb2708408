-- a list may hold NULL
-- Log Parser
SELECT id FROM t WHERE a IN (5; NULL)
-- DuckDB
select "id" from "t" where ("a" in (5) or "a" is null)
-- rows
id INTEGER
1
3
