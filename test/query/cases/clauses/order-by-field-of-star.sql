-- a field of the star may order
-- Log Parser
SELECT * FROM sales WHERE item = 'ink' ORDER BY price
-- DuckDB
select "region", "item", "amount", "price" from (select *, row_number() over () as _in from "sales") where "item" = 'ink' order by 4 asc nulls first, _in
-- rows
region STRING | item STRING | amount INTEGER | price REAL
west | ink | 4 | 0.500000
NULL | ink | 7 | 3.000000
