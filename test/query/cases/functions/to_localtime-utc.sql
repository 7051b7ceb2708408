-- changes nothing in UTC
-- Log Parser
SELECT TO_LOCALTIME(at) AS x FROM t WHERE id = 1
-- DuckDB
select "at" as "x" from "t" where "id" = 1
-- rows
x TIMESTAMP
2024-02-29 12:34:56
