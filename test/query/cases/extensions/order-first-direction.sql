-- a direction before a comma is that key's
-- Log Parser
SELECT item, amount FROM sales WHERE amount IS NOT NULL ORDER BY item DESC, amount
-- DuckDB
select "item", "amount" from "sales" where "amount" is not null order by 1 desc nulls last, 2 asc nulls first
-- rows
item STRING | amount INTEGER
pen | 1
pen | 2
pen | 3
ink | 4
ink | 7
NULL | 5
