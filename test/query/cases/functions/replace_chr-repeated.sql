-- a character named twice is one
-- Log Parser
SELECT REPLACE_CHR('0xff', 'ff', '1.5') AS x FROM t WHERE id = 1
-- DuckDB
select replace('0xff', 'f', '1.5') as "x" from "t" where "id" = 1
-- rows
x STRING
0x1.51.5
