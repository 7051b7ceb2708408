-- without GROUP BY all rows are one group
-- Log Parser
SELECT COUNT(*) AS n FROM sales HAVING COUNT(*) > 100
-- DuckDB
select _a1 as "n" from (select count(*) as _a1 from "sales") where _a1 > 100
-- rows
n INTEGER
