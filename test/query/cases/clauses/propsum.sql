-- is a share of the sum
-- Log Parser
SELECT region, PROPSUM(amount) AS p FROM sales GROUP BY region
-- DuckDB
select _g1 as "region", _a1p as "p" from (select *, _a1::double / nullif(sum(_a1) over (), 0)::double as _a1p from (select "region" as _g1, try_cast(sum("amount") as bigint) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "sales") group by 1)) order by _first
-- rows
region STRING | p REAL
west | 0.409091
east | 0.272727
NULL | 0.318182
