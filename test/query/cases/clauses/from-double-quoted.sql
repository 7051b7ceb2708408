-- a name may stand in double quotes
-- Log Parser
SELECT COUNT(*) FROM "one" WHERE x = 1
-- DuckDB
select count(*) as "COUNT(ALL *)" from "one" where "x" = 1
-- rows
COUNT(ALL *) INTEGER
1
