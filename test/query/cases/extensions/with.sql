-- WITH
-- Log Parser
WITH big AS (SELECT item, amount FROM sales WHERE amount > 2), best AS (SELECT TOP 1 item FROM big ORDER BY item DESC) SELECT * FROM best
-- DuckDB
with _q1 as (select "item", "amount" from "sales" where "amount" > 2), _q2 as (select "item" from _q1 order by 1 desc nulls last limit 1) select "item" from _q2
-- rows
item STRING
pen
