-- shorter prefixes come before longer ones
-- Log Parser
SELECT region, item, amount, COUNT(*) AS n FROM sales WHERE region = 'west' GROUP BY region, item, amount WITH ROLLUP
-- DuckDB
select _g1 as "region", _g2 as "item", _g3 as "amount", _a1 as "n" from (select _g1, _g2, _g3, grouping(_g1, _g2, _g3) as _level, count(*) as _a1, min(_in) as _first from (select *, "region" as _g1, "item" as _g2, "amount" as _g3 from (select *, row_number() over () as _in from "sales") where "region" = 'west') group by rollup (_g1, _g2, _g3)) order by case when _level = 0 then -8 else -_level end, _first
-- rows
region STRING | item STRING | amount INTEGER | n INTEGER
west | pen | 3 | 1
west | ink | 4 | 1
west | pen | 2 | 1
NULL | NULL | NULL | 3
west | NULL | NULL | 3
west | pen | NULL | 2
west | ink | NULL | 1
