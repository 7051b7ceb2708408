-- groups come in order of appearance
-- Log Parser
SELECT region, COUNT(*) AS n FROM sales GROUP BY region
-- DuckDB
select "region", count(*) as "n" from (select *, row_number() over () as _in from "sales") group by 1 order by min(_in)
-- rows
region STRING | n INTEGER
west | 3
east | 3
NULL | 1
