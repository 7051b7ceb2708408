-- a unicode escape in a name
-- Log Parser
SELECT \u0069d FROM t WHERE id = 1
-- DuckDB
select "id" from "t" where "id" = 1
-- rows
id INTEGER
1
