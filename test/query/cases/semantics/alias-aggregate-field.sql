-- an aggregate under the name of its field
-- Log Parser
SELECT item, SUM(amount) AS amount FROM sales GROUP BY item ORDER BY amount DESC
-- DuckDB
select "item", try_cast(sum("amount") as bigint) as "amount" from "sales" group by 1 order by 2 desc nulls last, 1 asc nulls first
-- rows
item STRING | amount INTEGER
ink | 11
pen | 6
NULL | 5
