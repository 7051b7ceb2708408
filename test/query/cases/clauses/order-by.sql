-- NULL comes first
-- Log Parser
SELECT id, a FROM t ORDER BY a
-- DuckDB
select "id", "a" from (select *, row_number() over () as _in from "t") order by 2 asc nulls first, _in
-- rows
id INTEGER | a INTEGER
3 | NULL
2 | -7
5 | 0
1 | 5
4 | 10
