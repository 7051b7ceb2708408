-- TOP 0 with ORDER BY
-- Log Parser
SELECT TOP 0 id, s FROM t ORDER BY id
-- DuckDB
select "id", "s" from (select *, row_number() over () as _in from "t") order by 1 asc nulls first, _in limit 0
-- rows
id INTEGER | s STRING
