-- totals have their share
-- Log Parser
SELECT region, item, PROPCOUNT(*) AS p, PROPCOUNT(*) ON (region) AS q FROM sales WHERE region = 'west' GROUP BY region, item WITH ROLLUP
-- DuckDB
select _g1 as "region", _g2 as "item", _a1p as "p", _a2p as "q" from (select *, _a1::double / nullif(sum(case when _level = 0 then _a1 end) over (), 0)::double as _a1p, case when _level >= 3 then 1::double else _a2::double / nullif(sum(case when _level = 0 then _a2 end) over (partition by _g1), 0)::double end as _a2p from (select _g1, _g2, grouping(_g1, _g2) as _level, count(*) as _a1, count(*) as _a2, min(_in) as _first from (select *, "region" as _g1, "item" as _g2 from (select *, row_number() over () as _in from "sales") where "region" = 'west') group by rollup (_g1, _g2))) order by case when _level = 0 then -4 else -_level end, _first
-- rows
region STRING | item STRING | p REAL | q REAL
west | pen | 0.666667 | 0.666667
west | ink | 0.333333 | 0.333333
NULL | NULL | 1.000000 | 1.000000
west | NULL | 1.000000 | 1.000000
