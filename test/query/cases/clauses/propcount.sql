-- is a share of the whole input
-- Log Parser
SELECT item, PROPCOUNT(*) AS p FROM sales GROUP BY item
-- DuckDB
select _g1 as "item", _a1p as "p" from (select *, _a1::double / nullif(sum(_a1) over (), 0)::double as _a1p from (select "item" as _g1, count(*) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "sales") group by 1)) order by _first
-- rows
item STRING | p REAL
pen | 0.571429
ink | 0.285714
NULL | 0.142857
