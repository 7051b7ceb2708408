-- STRCAT of many
-- Log Parser
SELECT STRCAT(s,'-',p,'-',TO_STRING(a)) AS x FROM t WHERE id = 1
-- DuckDB
select concat("s", '-', "p", '-', "a"::varchar) as "x" from "t" where "id" = 1
-- rows
x STRING
abc-b-5
