-- a condition without fields
-- Log Parser
SELECT id FROM t WHERE 1 = 1 AND 'a' < 'b' AND NULL IS NULL
-- DuckDB
select "id" from "t"
-- rows
id INTEGER
1
2
3
4
5
