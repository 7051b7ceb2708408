-- a backslash makes a wildcard a character
-- Log Parser
SELECT id FROM texts WHERE STRCAT('50%',s) LIKE '50\%readme' OR s LIKE '%\_%'
-- DuckDB
select "id" from "texts" where (lower(concat('50%', "s")) = '50%readme' or lower("s") like '%\_%' escape '\')
-- rows
id INTEGER
3
