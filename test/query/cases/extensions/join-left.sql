-- LEFT JOIN and fields without a name in front
-- Log Parser
SELECT id, item FROM t AS a LEFT JOIN sales AS b ON a.b = b.amount ORDER BY id
-- DuckDB
select "_1.id" as "id", "_2.item" as "item" from (select *, row_number() over () as _in from (select _i1."id" as "_1.id", _i1."b" as "_1.b", _i2."item" as "_2.item", _i2."amount" as "_2.amount" from "t" as _i1 left join "sales" as _i2 on _i1."b" is not distinct from _i2."amount")) order by 1 asc nulls first, _in
-- rows
id INTEGER | item STRING
1 | pen
2 | pen
3 | pen
4 | pen
5 | NULL
