-- adds the grand total after the groups
-- Log Parser
SELECT item, SUM(amount) AS s FROM sales GROUP BY item WITH ROLLUP
-- DuckDB
select _g1 as "item", _a1 as "s" from (select _g1, grouping(_g1) as _level, try_cast(sum("amount") as bigint) as _a1, min(_in) as _first from (select *, "item" as _g1 from (select *, row_number() over () as _in from "sales")) group by rollup (_g1)) order by _level, _first
-- rows
item STRING | s INTEGER
pen | 6
ink | 11
NULL | 5
NULL | 22
