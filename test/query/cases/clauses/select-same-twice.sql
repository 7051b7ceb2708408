-- may show a column twice
-- Log Parser
SELECT id, id FROM t WHERE id = 1
-- DuckDB
select "id", "id" as "id_2" from "t" where "id" = 1
-- rows
id INTEGER | id INTEGER
1 | 1
