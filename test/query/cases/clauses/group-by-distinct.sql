-- DISTINCT with GROUP BY changes nothing where keys are shown
-- Log Parser
SELECT DISTINCT region, COUNT(*) AS n FROM sales GROUP BY region
-- DuckDB
select _g1 as "region", _a1 as "n" from (select "region" as _g1, count(*) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "sales") group by 1) group by 1, 2 order by min(_first)
-- rows
region STRING | n INTEGER
west | 3
east | 3
NULL | 1
