-- without GROUP BY the share is all
-- Log Parser
SELECT PROPCOUNT(*) AS p, PROPSUM(amount) AS q FROM sales
-- DuckDB
select _a1p as "p", _a2p as "q" from (select *, _a1::double / nullif(sum(_a1) over (), 0)::double as _a1p, _a2::double / nullif(sum(_a2) over (), 0)::double as _a2p from (select count(*) as _a1, try_cast(sum("amount") as bigint) as _a2 from "sales"))
-- rows
p REAL | q REAL
1.000000 | 1.000000
