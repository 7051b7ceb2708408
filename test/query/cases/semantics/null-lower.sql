-- NULL is lower than any value
-- Log Parser
SELECT id FROM t WHERE a < -100
-- DuckDB
select "id" from "t" where ("a" < (-100) or "a" is null)
-- rows
id INTEGER
3
