-- compares with values in turn
-- Log Parser
SELECT CASE item WHEN 'pen' THEN 1 WHEN 'ink' THEN 2 ELSE 3 END AS x FROM sales WHERE amount IN (3;4;5)
-- DuckDB
select case when "item" = 'pen' then 1 when "item" = 'ink' then 2 else 3 end as "x" from "sales" where "amount" in (3, 4, 5)
-- rows
x INTEGER
1
2
3
