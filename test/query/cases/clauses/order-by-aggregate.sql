-- an aggregate may be repeated
-- Log Parser
SELECT item, COUNT(*) FROM sales GROUP BY item ORDER BY COUNT(*), item
-- DuckDB
select "item", count(*) as "COUNT(ALL *)" from "sales" group by 1 order by 2, 1 asc nulls first
-- rows
item STRING | COUNT(ALL *) INTEGER
NULL | 1
ink | 2
pen | 4
