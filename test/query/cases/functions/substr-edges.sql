-- beyond the end is empty; a negative start counts from the end
-- Log Parser
SELECT SUBSTR(s,9) AS x, SUBSTR(s,-2) AS y, SUBSTR(s,1,-1) AS z, SUBSTR(s,SUB(0,1)) AS w FROM t WHERE id = 1
-- DuckDB
select substring("s", 10) as "x", substring("s", (-2)) as "y", substring("s", 2, greatest((-1), 0)) as "z", substring("s", (-1)) as "w" from "t" where "id" = 1
-- rows
x STRING | y STRING | z STRING | w STRING
"" | bc | "" | c
