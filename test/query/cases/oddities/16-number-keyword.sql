-- 16: a number that touches a keyword
-- Log Parser
SELECT CASE cs-method WHEN 'GET' THEN 0ELSE 1END AS x FROM log WHERE sc-status = 404
-- DuckDB
select case when "cs-method" = 'GET' then 0 else 1 end as "x" from "log" where "sc-status" = 404
-- rows
x INTEGER
0
