-- orders by all columns
-- Log Parser
SELECT item, amount FROM sales WHERE amount > 2 ORDER BY * DESC
-- DuckDB
select "item", "amount" from "sales" where "amount" > 2 order by 1 desc nulls last, 2 desc nulls last
-- rows
item STRING | amount INTEGER
pen | 3
ink | 7
ink | 4
NULL | 5
