-- an alias that is also a field means the aggregate
-- Log Parser
SELECT item, AVG(amount) AS amount FROM sales GROUP BY item HAVING amount > 3
-- DuckDB
select _g1 as "item", _a1 as "amount" from (select "item" as _g1, try_cast(sum("amount") // count("amount") as bigint) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "sales") group by 1) where _a1 > 3 order by _first
-- rows
item STRING | amount INTEGER
ink | 5
NULL | 5
