-- IN takes a nested query
-- Log Parser
SELECT id FROM t WHERE a IN (SELECT amount FROM sales)
-- DuckDB
select "id" from "t" where struct_pack(v1 := "a") in (select struct_pack(v1 := _n1) from (select "amount" as "_n1" from "sales"))
-- rows
id INTEGER
1
3
