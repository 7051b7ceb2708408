-- an alias in other case
-- Log Parser
SELECT UPPER AS x, TO_UPPERCASE(s) AS Upper FROM t WHERE id = 1
-- DuckDB
select upper("s") as "x", upper("s") as "Upper" from "t" where "id" = 1
-- rows
x STRING | Upper STRING
ABC | ABC
