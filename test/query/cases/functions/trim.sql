-- takes blanks at both ends
-- Log Parser
SELECT STRCAT(STRCAT('[',TRIM(STRCAT('  ', STRCAT(s,' ')))),']') AS x FROM t WHERE id = 1
-- DuckDB
select (('[' || trim(('  ' || concat("s", ' ')), ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) || ']') as "x" from "t" where "id" = 1
-- rows
x STRING
[abc]
