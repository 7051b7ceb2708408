-- a keyword behind AS is a name
-- Log Parser
SELECT id AS From, a AS To FROM t WHERE id = 1
-- DuckDB
select "id" as "From", "a" as "To" from "t" where "id" = 1
-- rows
From INTEGER | To INTEGER
1 | 5
