-- a name may stand in either quotes
-- Log Parser
SELECT COUNT(*) FROM 'one'
-- DuckDB
select count(*) as "COUNT(ALL *)" from "one"
-- rows
COUNT(ALL *) INTEGER
1
