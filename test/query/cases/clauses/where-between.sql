-- BETWEEN has both ends
-- Log Parser
SELECT id FROM t WHERE a BETWEEN -7 AND 5
-- DuckDB
select "id" from "t" where ("a" >= (-7) and ("a" <= 5 or "a" is null))
-- rows
id INTEGER
1
2
5
