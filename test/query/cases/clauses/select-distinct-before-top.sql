-- takes both orders of TOP and DISTINCT
-- Log Parser
SELECT DISTINCT TOP 1 item, region FROM sales ORDER BY item DESC
-- DuckDB
select distinct "item", "region" from "sales" order by 1 desc nulls last, 2 asc nulls first limit 1
-- rows
item STRING | region STRING
pen | east
