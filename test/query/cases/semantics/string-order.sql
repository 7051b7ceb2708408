-- < compares code points
-- Log Parser
SELECT id FROM t WHERE s < 'a' AND s > ''
-- DuckDB
select "id" from "t" where (("s" < 'a' or "s" is null) and "s" > '')
-- rows
id INTEGER
2
