-- 9: four spellings of a NULL test
-- Log Parser
SELECT id FROM t WHERE s IS NOT null AND p <> NULL AND NOT s = NULL AND p > ''
-- DuckDB
select "id" from "t" where ("s" is not null and "p" is not null and "p" > '')
-- rows
id INTEGER
1
2
5
