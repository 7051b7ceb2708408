-- rows alike stay in the order of the input
-- Log Parser
SELECT id, b FROM t WHERE b = 2 ORDER BY b DESC
-- DuckDB
select "id", "b" from (select *, row_number() over () as _in from "t") where "b" = 2 order by 2 desc nulls last, _in
-- rows
id INTEGER | b INTEGER
1 | 2
2 | 2
