-- NULL comes last when descending
-- Log Parser
SELECT id, a FROM t ORDER BY a DESC
-- DuckDB
select "id", "a" from (select *, row_number() over () as _in from "t") order by 2 desc nulls last, _in
-- rows
id INTEGER | a INTEGER
4 | 10
1 | 5
5 | 0
2 | -7
3 | NULL
