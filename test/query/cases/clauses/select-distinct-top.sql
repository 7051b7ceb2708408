-- TOP counts distinct records
-- Log Parser
SELECT TOP 2 DISTINCT item FROM sales
-- DuckDB
select "item" from (select *, row_number() over () as _in from "sales") group by 1 order by min(_in) limit 2
-- rows
item STRING
pen
ink
