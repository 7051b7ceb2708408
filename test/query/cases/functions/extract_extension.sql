-- is NULL without a dot in the file name
-- Log Parser
SELECT id, EXTRACT_EXTENSION(s) AS x FROM texts WHERE id <= 3
-- DuckDB
select "id", nullif(regexp_extract("s", '\.([^.\\/]*)$', 1), '') as "x" from "texts" where ("id" <= 3 or "id" is null)
-- rows
id INTEGER | x STRING
1 | log
2 | gz
3 | NULL
