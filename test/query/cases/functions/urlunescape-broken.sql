-- a percent sign without digits stays; bytes that are no UTF-8 give NULL
-- Log Parser
SELECT URLUNESCAPE('50%') AS x, URLUNESCAPE('%FF') AS y FROM one
-- DuckDB
select try(url_decode('50%')) as "x", try(url_decode('%FF')) as "y" from "one"
-- rows
x STRING | y STRING
50% | NULL
