-- folds constants alike
-- Log Parser
SELECT EXTRACT_PREFIX('10.1.2.3',1,'.') AS x, EXTRACT_PREFIX('10.1.2.3',-1,'.') AS y, EXTRACT_PREFIX('abc',0,'.') AS z FROM one
-- DuckDB
select '10.1' as "x", '10.1.2' as "y", 'abc' as "z" from "one"
-- rows
x STRING | y STRING | z STRING
10.1 | 10.1.2 | abc
