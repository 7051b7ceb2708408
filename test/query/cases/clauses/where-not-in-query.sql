-- NOT IN takes one too, and NULL is a value like others
-- Log Parser
SELECT id FROM t WHERE a NOT IN (SELECT amount FROM sales)
-- DuckDB
select "id" from "t" where struct_pack(v1 := "a") not in (select struct_pack(v1 := _n1) from (select "amount" as "_n1" from "sales"))
-- rows
id INTEGER
2
4
5
