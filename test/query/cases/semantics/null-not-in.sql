-- NOT IN without NULL takes NULL
-- Log Parser
SELECT id FROM t WHERE a NOT IN (5; 10)
-- DuckDB
select "id" from "t" where ("a" not in (5, 10) or "a" is null)
-- rows
id INTEGER
2
3
5
