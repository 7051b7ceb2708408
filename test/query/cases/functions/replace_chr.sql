-- replaces each character of a set
-- Log Parser
SELECT REPLACE_CHR(s,'ab,','-') AS x, REPLACE_CHR(s,'b','') AS y FROM t WHERE id IN (1;5)
-- DuckDB
select array_to_string(list_transform(string_split("s", ''), lambda easel_letter: if(easel_letter <> '' and contains('ab,', easel_letter), '-', easel_letter)), '') as "x", replace("s", 'b', '') as "y" from "t" where "id" in (1, 5)
-- rows
x STRING | y STRING
--c | ac
-----c | a,,,c
