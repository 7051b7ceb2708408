-- takes other columns beside the star
-- Log Parser
SELECT *, MUL(amount,2) AS twice FROM sales WHERE amount = 4
-- DuckDB
select "region", "item", "amount", "price", try("amount" * 2) as "twice" from "sales" where "amount" = 4
-- rows
region STRING | item STRING | amount INTEGER | price REAL | twice INTEGER
west | ink | 4 | 0.500000 | 8
