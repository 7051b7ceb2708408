-- a constant is one group, of no rows none
-- Log Parser
SELECT 'all' AS k, COUNT(*) AS n FROM sales WHERE amount > 100 GROUP BY k
-- DuckDB
select 'all' as "k", count(*) as "n" from (select *, row_number() over () as _in from "sales") where "amount" > 100 group by 1 order by min(_in)
-- rows
k STRING | n INTEGER
