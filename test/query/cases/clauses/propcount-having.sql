-- the whole is that before HAVING and TOP
-- Log Parser
SELECT TOP 1 item, PROPCOUNT(*) AS p FROM sales GROUP BY item HAVING COUNT(*) < 3 ORDER BY p DESC
-- DuckDB
select _g1 as "item", _a1p as "p" from (select *, _a1::double / nullif(sum(_a1) over (), 0)::double as _a1p from (select "item" as _g1, count(*) as _a1, count(*) as _a2 from "sales" group by 1)) where _a2 < 3 order by 2 desc nulls last, 1 asc nulls first limit 1
-- rows
item STRING | p REAL
ink | 0.285714
