-- NUL in a text
-- Log Parser
SELECT STRLEN('a\u0000b') AS x FROM one
-- DuckDB
select 3 as "x" from "one"
-- rows
x INTEGER
3
