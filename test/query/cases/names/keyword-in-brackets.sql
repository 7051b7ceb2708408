-- a keyword in brackets is a name
-- Log Parser
SELECT id AS [SELECT], [SELECT] AS x FROM t WHERE id = 1
-- DuckDB
select "id" as "SELECT", "id" as "x" from "t" where "id" = 1
-- rows
SELECT INTEGER | x INTEGER
1 | 1
