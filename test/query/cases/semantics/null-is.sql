-- IS NULL and IS NOT NULL
-- Log Parser
SELECT id FROM t WHERE s IS NOT null AND p IS NULL
-- DuckDB
select "id" from "t" where ("s" is not null and "p" is null)
-- rows
id INTEGER
4
