-- two NULL fields are equal
-- Log Parser
SELECT id FROM t WHERE d = tm
-- DuckDB
select "id" from "t" where "d"::timestamp is not distinct from (date '0000-01-01' + "tm")
-- rows
id INTEGER
3
