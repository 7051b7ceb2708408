-- DISTINCT works on what is shown
-- Log Parser
SELECT DISTINCT COUNT(*) AS n FROM sales GROUP BY region
-- DuckDB
select _a1 as "n" from (select "region" as _g1, count(*) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "sales") group by 1) group by 1 order by min(_first)
-- rows
n INTEGER
3
1
