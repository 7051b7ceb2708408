-- a field not below a NULL field
-- Log Parser
SELECT id FROM t WHERE a >= b
-- DuckDB
select "id" from "t" where ("a" >= "b" or "b" is null)
-- rows
id INTEGER
1
4
5
