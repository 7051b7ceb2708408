-- NULL is below a value of another field
-- Log Parser
SELECT id FROM t WHERE a < b
-- DuckDB
select "id" from "t" where ("a" < "b" or ("a" is null and "b" is not null))
-- rows
id INTEGER
2
3
