-- COUNT(DISTINCT) with GROUP BY
-- Log Parser
SELECT region, COUNT(DISTINCT item) AS n FROM sales GROUP BY region
-- DuckDB
select "region", count(distinct "item") as "n" from (select *, row_number() over () as _in from "sales") group by 1 order by min(_in)
-- rows
region STRING | n INTEGER
west | 2
east | 1
NULL | 1
