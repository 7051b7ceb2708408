-- a nested query has its own WHERE and functions
-- Log Parser
SELECT COUNT(*) AS n FROM log WHERE c-ip IN (SELECT c-ip FROM log WHERE sc-status >= 500)
-- DuckDB
select count(*) as "n" from "log" where struct_pack(v1 := "c-ip") in (select struct_pack(v1 := _n1) from (select "c-ip" as "_n1" from "log" where "sc-status" >= 500))
-- rows
n INTEGER
2
