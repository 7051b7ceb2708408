-- regular expressions in WHERE
-- Log Parser
SELECT id FROM t WHERE REGEXP_MATCH(s,'(?i)^a') = 1
-- DuckDB
select "id" from "t" where regexp_matches("s", '(?i)^a')::bigint = 1
-- rows
id INTEGER
1
2
5
