-- rows may hold NULL
-- Log Parser
SELECT id FROM t WHERE (a,b) IN (NULL,3; 10,NULL)
-- DuckDB
select "id" from "t" where (("a" is null and "b" = 3) or ("a" = 10 and "b" is null))
-- rows
id INTEGER
3
4
