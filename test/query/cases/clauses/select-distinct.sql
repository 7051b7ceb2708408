-- shows each once, in order of appearance
-- Log Parser
SELECT DISTINCT item FROM sales
-- DuckDB
select "item" from (select *, row_number() over () as _in from "sales") group by 1 order by min(_in)
-- rows
item STRING
pen
ink
NULL
