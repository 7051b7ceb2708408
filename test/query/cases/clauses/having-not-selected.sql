-- may use aggregates that are not shown
-- Log Parser
SELECT item FROM sales GROUP BY item HAVING MAX(amount) > 4
-- DuckDB
select _g1 as "item" from (select "item" as _g1, max("amount") as _a1, min(_in) as _first from (select *, row_number() over () as _in from "sales") group by 1) where _a1 > 4 order by _first
-- rows
item STRING
ink
NULL
