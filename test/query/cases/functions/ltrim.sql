-- takes blanks at the beginning
-- Log Parser
SELECT STRCAT(STRCAT('[',LTRIM(STRCAT('  ', STRCAT(s,' ')))),']') AS x FROM t WHERE id = 1
-- DuckDB
select (('[' || ltrim(('  ' || concat("s", ' ')), ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) || ']') as "x" from "t" where "id" = 1
-- rows
x STRING
[abc ]
