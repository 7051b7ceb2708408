-- decodes unicode escapes
-- Log Parser
SELECT COUNT(*) FROM \u006f\u006ee
-- DuckDB
select count(*) as "COUNT(ALL *)" from "one"
-- rows
COUNT(ALL *) INTEGER
1
