-- CASE with conditions
-- Log Parser
SELECT id, CASE WHEN a > 4 THEN 'high' WHEN a IS NULL THEN 'none' ELSE 'low' END AS x FROM t
-- DuckDB
select "id", case when "a" > 4 then 'high' when "a" is null then 'none' else 'low' end as "x" from "t"
-- rows
id INTEGER | x STRING
1 | high
2 | low
3 | none
4 | high
5 | low
