-- finds the last place, also of parts that overlap
-- Log Parser
SELECT id, LAST_INDEX_OF(s,'a') AS x, LAST_INDEX_OF(s,'a=') AS y FROM texts WHERE id > 2
-- DuckDB
select "id", case when contains("s", 'a') then length("s") - length(split_part("s", 'a', -1)) - length('a') end as "x", case when contains("s", 'a=') then length("s") - length(split_part("s", 'a=', -1)) - length('a=') end as "y" from "texts" where "id" > 2
-- rows
id INTEGER | x INTEGER | y INTEGER
3 | 2 | NULL
4 | 8 | NULL
5 | 11 | 11
6 | NULL | NULL
