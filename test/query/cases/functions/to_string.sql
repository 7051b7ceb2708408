-- shows REAL with six decimals and leaves texts alone
-- Log Parser
SELECT TO_STRING(a) AS x, TO_STRING(r) AS y, TO_STRING(s) AS z, TO_STRING(0.5) AS w FROM t WHERE id IN (1;3)
-- DuckDB
select "a"::varchar as "x", printf('%.6f', "r") as "y", "s" as "z", '0.500000' as "w" from "t" where "id" in (1, 3)
-- rows
x STRING | y STRING | z STRING | w STRING
5 | 1.500000 | abc | 0.500000
NULL | NULL | NULL | 0.500000
