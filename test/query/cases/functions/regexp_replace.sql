-- replaces all it finds
-- Log Parser
SELECT REGEXP_REPLACE(c-ip,'[0-9]+$','x') AS x, REGEXP_REPLACE(c-ip,'(\\d+)\\.','<\\1>') AS y FROM log WHERE sc-status = 404
-- DuckDB
select regexp_replace("c-ip", '[0-9]+$', 'x', 'g') as "x", regexp_replace("c-ip", '(\d+)\.', '<\1>', 'g') as "y" from "log" where "sc-status" = 404
-- rows
x STRING | y STRING
10.0.0.x | <10><0><0>3
