-- ON takes the share of a part of the keys
-- Log Parser
SELECT region, item, PROPCOUNT(*) ON (region) AS p FROM sales GROUP BY region, item
-- DuckDB
select _g1 as "region", _g2 as "item", _a1p as "p" from (select *, _a1::double / nullif(sum(_a1) over (partition by _g1), 0)::double as _a1p from (select "region" as _g1, "item" as _g2, count(*) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "sales") group by 1, 2)) order by _first
-- rows
region STRING | item STRING | p REAL
west | pen | 0.666667
east | pen | 0.666667
west | ink | 0.333333
east | NULL | 0.333333
NULL | ink | 1.000000
