-- TOP takes the first groups
-- Log Parser
SELECT TOP 1 item, COUNT(*) AS n FROM sales GROUP BY item
-- DuckDB
select "item", count(*) as "n" from (select *, row_number() over () as _in from "sales") group by 1 order by min(_in) limit 1
-- rows
item STRING | n INTEGER
pen | 4
