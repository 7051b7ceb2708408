-- CROSS JOIN
-- Log Parser
SELECT COUNT(*) AS n FROM one AS a CROSS JOIN t AS b
-- DuckDB
select count(*) as "n" from (select 1 from "one" as _i1 cross join "t" as _i2)
-- rows
n INTEGER
5
