-- WHEN NULL matches NULL
-- Log Parser
SELECT CASE item WHEN NULL THEN '(none)' ELSE item END AS x FROM sales WHERE amount >= 4
-- DuckDB
select case when "item" is null then '(none)' else "item" end as "x" from "sales" where "amount" >= 4
-- rows
x STRING
ink
(none)
ink
