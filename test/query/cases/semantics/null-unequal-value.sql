-- NULL differs from any value
-- Log Parser
SELECT id FROM t WHERE a <> 5
-- DuckDB
select "id" from "t" where "a" is distinct from 5
-- rows
id INTEGER
2
3
4
5
