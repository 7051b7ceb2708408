-- adds numbers; NULL with anything is NULL
-- Log Parser
SELECT id, ADD(a,b) AS x, ADD(a,1) AS y FROM t
-- DuckDB
select "id", try("a" + "b") as "x", try("a" + 1) as "y" from "t"
-- rows
id INTEGER | x INTEGER | y INTEGER
1 | 7 | 6
2 | -5 | -6
3 | NULL | NULL
4 | NULL | 11
5 | 0 | 1
