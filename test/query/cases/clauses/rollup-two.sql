-- then the totals of each first key
-- Log Parser
SELECT region, item, COUNT(*) AS n, GROUPING(region) AS gr, GROUPING(item) AS gi FROM sales GROUP BY region, item WITH ROLLUP
-- DuckDB
select _g1 as "region", _g2 as "item", _a1 as "n", _a2 as "gr", _a3 as "gi" from (select _g1, _g2, grouping(_g1, _g2) as _level, count(*) as _a1, grouping(_g1) as _a2, grouping(_g2) as _a3, min(_in) as _first from (select *, "region" as _g1, "item" as _g2 from (select *, row_number() over () as _in from "sales")) group by rollup (_g1, _g2)) order by case when _level = 0 then -4 else -_level end, _first
-- rows
region STRING | item STRING | n INTEGER | gr INTEGER | gi INTEGER
west | pen | 2 | 0 | 0
east | pen | 2 | 0 | 0
west | ink | 1 | 0 | 0
east | NULL | 1 | 0 | 0
NULL | ink | 1 | 0 | 0
NULL | NULL | 7 | 1 | 1
west | NULL | 3 | 0 | 1
east | NULL | 3 | 0 | 1
NULL | NULL | 1 | 0 | 1
