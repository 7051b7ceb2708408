-- without an aggregate it shows each group once
-- Log Parser
SELECT item FROM sales GROUP BY item
-- DuckDB
select "item" from (select *, row_number() over () as _in from "sales") group by 1 order by min(_in)
-- rows
item STRING
pen
ink
NULL
