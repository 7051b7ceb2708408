-- takes blanks at the end
-- Log Parser
SELECT STRCAT(STRCAT('[',RTRIM(STRCAT(' ', STRCAT(s,' \u0009')))),']') AS x FROM t WHERE id = 1
-- DuckDB
select (('[' || rtrim((' ' || concat("s", ' 	')), ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) || ']') as "x" from "t" where "id" = 1
-- rows
x STRING
[ abc]
