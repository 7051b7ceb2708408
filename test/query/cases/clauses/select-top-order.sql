-- takes the first records after ordering
-- Log Parser
SELECT TOP 2 id, a FROM t ORDER BY a DESC
-- DuckDB
select "id", "a" from (select *, row_number() over () as _in from "t") order by 2 desc nulls last, _in limit 2
-- rows
id INTEGER | a INTEGER
4 | 10
1 | 5
