-- is 1 or 0
-- Log Parser
SELECT id, REGEXP_MATCH(s,'^[a-c]+$') AS x FROM t
-- DuckDB
select "id", regexp_matches("s", '^[a-c]+$')::bigint as "x" from "t"
-- rows
id INTEGER | x INTEGER
1 | 1
2 | 0
3 | NULL
4 | 0
5 | 0
