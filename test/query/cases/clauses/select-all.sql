-- ALL changes nothing
-- Log Parser
SELECT ALL item FROM sales WHERE amount IN (1;2)
-- DuckDB
select "item" from "sales" where "amount" in (1, 2)
-- rows
item STRING
pen
pen
