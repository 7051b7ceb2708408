-- a date is compared as its midnight
-- Log Parser
SELECT id FROM t WHERE at > d
-- DuckDB
select "id" from "t" where ("at" > "d"::timestamp or ("at" is not null and "d"::timestamp is null))
-- rows
id INTEGER
1
2
4
