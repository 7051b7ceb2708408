-- folds constants alike
-- Log Parser
SELECT EXTRACT_EXTENSION('/a.b/c') AS x, EXTRACT_EXTENSION('x.log') AS y, EXTRACT_EXTENSION('x.') AS z FROM one
-- DuckDB
select null::varchar as "x", 'log' as "y", null::varchar as "z" from "one"
-- rows
x STRING | y STRING | z STRING
NULL | log | NULL
