-- the only column, and what ORDER BY names
-- Log Parser
SELECT TOP 2 OUT_ROW_NUMBER() AS n FROM t ORDER BY n
-- DuckDB
select row_number() over (order by _in) as "n" from (select *, row_number() over () as _in from "t") order by _in limit 2
-- rows
n INTEGER
1
2
