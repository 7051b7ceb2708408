-- NOT BETWEEN takes NULL, which is lower than all
-- Log Parser
SELECT id FROM t WHERE a NOT BETWEEN -7 AND 5
-- DuckDB
select "id" from "t" where (("a" < (-7) or "a" is null) or "a" > 5)
-- rows
id INTEGER
3
4
