-- has one number a group
-- Log Parser
SELECT item, HASHSEQ(item) AS x, COUNT(*) AS n FROM sales GROUP BY item
-- DuckDB
select "item", min(case when "item" is not null then _x2 end) as "x", count(*) as "n" from (select *, dense_rank() over (order by _x1 asc nulls last) as _x2 from (select *, min(case when "item" is not null then _in end) over (partition by "item") as _x1 from (select *, row_number() over () as _in from "sales"))) group by 1 order by min(_in)
-- rows
item STRING | x INTEGER | n INTEGER
pen | 1 | 4
ink | 2 | 2
NULL | NULL | 1
