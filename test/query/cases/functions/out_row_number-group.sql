-- numbers groups
-- Log Parser
SELECT OUT_ROW_NUMBER() AS rank, item, COUNT(*) AS n FROM sales GROUP BY item ORDER BY n DESC
-- DuckDB
select row_number() over (order by _a1 desc) as "rank", _g1 as "item", _a1 as "n" from (select "item" as _g1, count(*) as _a1 from "sales" group by 1) order by _a1 desc
-- rows
rank INTEGER | item STRING | n INTEGER
1 | pen | 4
2 | ink | 2
3 | NULL | 1
