-- counts rows, values and distinct values
-- Log Parser
SELECT COUNT(*), COUNT(a), COUNT(ALL b), COUNT(DISTINCT b) FROM t
-- DuckDB
select count(*) as "COUNT(ALL *)", count("a") as "COUNT(ALL a)", count("b") as "COUNT(ALL b)", count(distinct "b") as "COUNT(DISTINCT b)" from "t"
-- rows
COUNT(ALL *) INTEGER | COUNT(ALL a) INTEGER | COUNT(ALL b) INTEGER | COUNT(DISTINCT b) INTEGER
5 | 4 | 4 | 3
