-- beyond the end is empty; a negative start counts from the end
-- Log Parser
SELECT SUBSTR(s,9) AS x, SUBSTR(s,-2) AS y, SUBSTR(s,1,-1) AS z, SUBSTR(s,SUB(0,1)) AS w FROM t WHERE id = 1
-- DuckDB
select substring("s", 10) as "x", substring("s", greatest((-2), -length("s"))) as "y", substring("s", 2, if((-1) < 0, 0, if((-1) > 4294967294, 4294967294, (-1)))) as "z", substring("s", greatest((-1), -length("s"))) as "w" from "t" where "id" = 1
-- rows
x STRING | y STRING | z STRING | w STRING
"" | bc | "" | c
