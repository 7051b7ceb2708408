-- HAVING applies to totals too
-- Log Parser
SELECT item, COUNT(*) AS n FROM sales GROUP BY item WITH ROLLUP HAVING COUNT(*) > 2
-- DuckDB
select _g1 as "item", _a1 as "n" from (select _g1, grouping(_g1) as _level, count(*) as _a1, min(_in) as _first from (select *, "item" as _g1 from (select *, row_number() over () as _in from "sales")) group by rollup (_g1)) where _a1 > 2 order by _level, _first
-- rows
item STRING | n INTEGER
pen | 4
NULL | 7
