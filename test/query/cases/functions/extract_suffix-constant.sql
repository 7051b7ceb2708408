-- folds constants alike
-- Log Parser
SELECT EXTRACT_SUFFIX('CONTOSO\\anna',0,'\\') AS x, EXTRACT_SUFFIX('a.b.c',-1,'.') AS y, EXTRACT_SUFFIX(cs-username,0,'\\') AS z FROM log WHERE sc-status IN (200;404)
-- DuckDB
select 'anna' as "x", 'b.c' as "y", split_part("cs-username", '\', -1) as "z" from "log" where "sc-status" in (200, 404)
-- rows
x STRING | y STRING | z STRING
anna | b.c | anna
anna | b.c | anna
anna | b.c | NULL
anna | b.c | Ben
