-- a key need not be shown
-- Log Parser
SELECT SUM(amount) AS s FROM sales GROUP BY item ORDER BY s DESC
-- DuckDB
select try_cast(sum("amount") as bigint) as "s" from "sales" group by "item" order by 1 desc nulls last
-- rows
s INTEGER
11
6
5
