-- WITH in a nested query's reach
-- Log Parser
WITH big AS (SELECT amount FROM sales WHERE amount > 4) SELECT id FROM t WHERE a IN (SELECT amount FROM big)
-- DuckDB
with _q1 as (select "amount" from "sales" where "amount" > 4) select "id" from "t" where struct_pack(v1 := "a") in (select struct_pack(v1 := _n1) from (select "amount" as "_n1" from _q1))
-- rows
id INTEGER
1
