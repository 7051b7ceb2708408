-- takes index and separator from fields
-- Log Parser
SELECT EXTRACT_TOKEN(s, b, p) AS x FROM t WHERE id IN (1;5)
-- DuckDB
select if("p" = '', ["s"], string_split("s", "p"))[if("b" < 0, "b", if("b" > 4294967295, 4294967295, "b") + 1)] as "x" from "t" where "id" in (1, 5)
-- rows
x STRING
NULL
a
