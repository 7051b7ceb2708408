-- replaces each occurrence, case counts
-- Log Parser
SELECT REPLACE_STR(s,'b','xx') AS x, REPLACE_STR('a.a','.','$&') AS y FROM t WHERE id IN (1;2)
-- DuckDB
select replace("s", 'b', 'xx') as "x", 'a$&a' as "y" from "t" where "id" in (1, 2)
-- rows
x STRING | y STRING
axxc | a$&a
ABC | a$&a
