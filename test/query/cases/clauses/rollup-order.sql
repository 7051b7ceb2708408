-- ORDER BY wins over the order of totals
-- Log Parser
SELECT item, COUNT(*) AS n FROM sales GROUP BY item WITH ROLLUP ORDER BY n DESC
-- DuckDB
select _g1 as "item", _a1 as "n" from (select _g1, grouping(_g1) as _level, count(*) as _a1 from (select *, "item" as _g1 from "sales") group by rollup (_g1)) order by 2 desc, 1 asc nulls first
-- rows
item STRING | n INTEGER
NULL | 7
pen | 4
ink | 2
NULL | 1
