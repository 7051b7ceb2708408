-- rows are compared from the left
-- Log Parser
SELECT id FROM t WHERE (a,b) > ANY (5,1; 20,0) 
-- DuckDB
select "id" from "t" where (("a" > 5 or ("a" = 5 and "b" > 1)) or ("a" > 20 or ("a" = 20 and "b" > 0)))
-- rows
id INTEGER
1
4
