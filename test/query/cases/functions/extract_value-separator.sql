-- takes another separator
-- Log Parser
SELECT EXTRACT_VALUE('a=1;b=2','b',';') AS x, EXTRACT_VALUE(STRCAT(s,';b=2'),'b',';') AS y FROM t WHERE id = 1
-- DuckDB
select '2' as "x", string_split(string_split((';' || concat("s", ';b=2')), ';b=')[2], ';')[1] as "y" from "t" where "id" = 1
-- rows
x STRING | y STRING
2 | 2
