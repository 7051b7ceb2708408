-- one direction at the end is that of all keys
-- Log Parser
SELECT item, region, amount FROM sales ORDER BY item, amount DESC
-- DuckDB
select "item", "region", "amount" from (select *, row_number() over () as _in from "sales") order by 1 desc nulls last, 3 desc nulls last, _in
-- rows
item STRING | region STRING | amount INTEGER
pen | west | 3
pen | west | 2
pen | east | 1
pen | east | NULL
ink | NULL | 7
ink | west | 4
NULL | east | 5
