-- takes ON
-- Log Parser
SELECT region, item, PROPSUM(amount) ON (region) AS p FROM sales WHERE region = 'west' GROUP BY region, item
-- DuckDB
select _g1 as "region", _g2 as "item", _a1p as "p" from (select *, _a1::double / nullif(sum(_a1) over (partition by _g1), 0)::double as _a1p from (select "region" as _g1, "item" as _g2, try_cast(sum("amount") as bigint) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "sales") where "region" = 'west' group by 1, 2)) order by _first
-- rows
region STRING | item STRING | p REAL
west | pen | 0.555556
west | ink | 0.444444
