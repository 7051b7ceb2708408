-- INTEGER and REAL are compared by value
-- Log Parser
SELECT id FROM t WHERE a > 4.5 AND r < 2
-- DuckDB
select "id" from "t" where ("a" > 4.5::double and ("r" < 2 or "r" is null))
-- rows
id INTEGER
1
4
