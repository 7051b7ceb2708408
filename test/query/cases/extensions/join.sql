-- JOIN
-- Log Parser
SELECT a.id, b.item FROM t AS a JOIN sales AS b ON a.a = b.amount AND b.amount IS NOT NULL ORDER BY a.id
-- DuckDB
select "_1.id" as "id", "_2.item" as "item" from (select *, row_number() over () as _in from (select _i1."id" as "_1.id", _i1."a" as "_1.a", _i2."item" as "_2.item", _i2."amount" as "_2.amount" from "t" as _i1 inner join "sales" as _i2 on (_i1."a" is not distinct from _i2."amount" and _i2."amount" is not null))) order by 1 asc nulls first, _in
-- rows
id INTEGER | item STRING
1 | NULL
