-- is the first that is not NULL
-- Log Parser
SELECT COALESCE(s,p,'none') AS x, COALESCE(a,0) AS y, COALESCE(NULL,NULL) AS z FROM t
-- DuckDB
select coalesce("s", "p", 'none') as "x", coalesce("a", 0) as "y", null::varchar as "z" from "t"
-- rows
x STRING | y INTEGER | z STRING
abc | 5 | NULL
ABC | -7 | NULL
x | 0 | NULL
"" | 10 | NULL
a,b,,c | 0 | NULL
