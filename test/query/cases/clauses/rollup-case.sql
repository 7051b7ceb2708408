-- GROUPING tells a total from a NULL
-- Log Parser
SELECT CASE GROUPING(item) WHEN 1 THEN 'total' ELSE item END AS what, COUNT(*) AS n FROM sales GROUP BY item WITH ROLLUP
-- DuckDB
select case when _a1 = 1 then 'total' else _g1 end as "what", _a2 as "n" from (select _g1, grouping(_g1) as _level, grouping(_g1) as _a1, count(*) as _a2, min(_in) as _first from (select *, "item" as _g1 from (select *, row_number() over () as _in from "sales")) group by rollup (_g1)) order by _level, _first
-- rows
what STRING | n INTEGER
pen | 4
ink | 2
NULL | 1
total | 7
