-- rows are compared with rows of a nested query
-- Log Parser
SELECT id FROM t WHERE (a,b) IN (SELECT 5, 2 FROM one)
-- DuckDB
select "id" from "t" where struct_pack(v1 := "a", v2 := "b") in (select struct_pack(v1 := _n1, v2 := _n2) from (select 5 as "_n1", 2 as "_n2" from "one"))
-- rows
id INTEGER
1
