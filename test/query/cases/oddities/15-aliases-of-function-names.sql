-- 15: aliases called Max, Min, Date, Count
-- Log Parser
SELECT MAX(amount) AS Max, MIN(amount) AS Min, COUNT(*) AS Count, AVG(amount) AS Avg FROM sales GROUP BY item ORDER BY Max, Count
-- DuckDB
select max("amount") as "Max", min("amount") as "Min", count(*) as "Count", try_cast(sum("amount") // count("amount") as bigint) as "Avg" from "sales" group by "item" order by 1 asc nulls first, 3, 2 asc nulls first, 4 asc nulls first
-- rows
Max INTEGER | Min INTEGER | Count INTEGER | Avg INTEGER
3 | 1 | 4 | 2
5 | 5 | 1 | 5
7 | 4 | 2 | 5
