-- a text constant is read as a REAL
-- Log Parser
SELECT id FROM t WHERE r = '1.5'
-- DuckDB
select "id" from "t" where "r" = 1.5::double
-- rows
id INTEGER
1
