-- CASE compares like =
-- Log Parser
SELECT id FROM t WHERE CASE s WHEN NULL THEN 'none' ELSE s END = 'none'
-- DuckDB
select "id" from "t" where case when "s" is null then 'none' else "s" end = 'none'
-- rows
id INTEGER
3
