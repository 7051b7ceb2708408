-- over no rows COUNT is 0 and others are NULL, in one row
-- Log Parser
SELECT COUNT(*), SUM(a), MAX(s), PROPCOUNT(*) FROM t WHERE id > 9
-- DuckDB
select _a1 as "COUNT(ALL *)", _a2 as "SUM(ALL a)", _a3 as "MAX(ALL s)", _a4p as "PROPCOUNT(*)" from (select *, _a4::double / nullif(sum(_a4) over (), 0)::double as _a4p from (select count(*) as _a1, try_cast(sum("a") as bigint) as _a2, max("s") as _a3, count(*) as _a4 from "t" where "id" > 9))
-- rows
COUNT(ALL *) INTEGER | SUM(ALL a) INTEGER | MAX(ALL s) STRING | PROPCOUNT(*) REAL
0 | NULL | NULL | NULL
