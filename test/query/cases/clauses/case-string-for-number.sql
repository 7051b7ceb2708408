-- a text constant is read as the type of the operand
-- Log Parser
SELECT CASE a WHEN '5' THEN 'five' ELSE 'other' END AS x FROM t WHERE id < 3
-- DuckDB
select case when "a" = 5 then 'five' else 'other' end as "x" from "t" where ("id" < 3 or "id" is null)
-- rows
x STRING
five
other
