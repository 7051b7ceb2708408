-- takes all fields in their order
-- Log Parser
SELECT * FROM sales WHERE amount > 4
-- DuckDB
select "region", "item", "amount", "price" from "sales" where "amount" > 4
-- rows
region STRING | item STRING | amount INTEGER | price REAL
east | NULL | 5 | NULL
NULL | ink | 7 | 3.000000
