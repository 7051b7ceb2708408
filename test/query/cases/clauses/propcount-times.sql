-- is a REAL for further arithmetic
-- Log Parser
SELECT item, MUL(PROPCOUNT(*),100.0) AS percent FROM sales GROUP BY item ORDER BY percent DESC
-- DuckDB
select _g1 as "item", (_a1p * 100::double) as "percent" from (select *, _a1::double / nullif(sum(_a1) over (), 0)::double as _a1p from (select "item" as _g1, count(*) as _a1 from "sales" group by 1)) order by 2 desc nulls last, 1 asc nulls first
-- rows
item STRING | percent REAL
pen | 57.142857
ink | 28.571429
NULL | 14.285714
