-- counts rows where one of them is not NULL
-- Log Parser
SELECT COUNT(a,b), COUNT(s,p), COUNT(DISTINCT b,p) FROM t
-- DuckDB
select count(*) filter (where "a" is not null or "b" is not null) as "COUNT(ALL a,b)", count(*) filter (where "s" is not null or "p" is not null) as "COUNT(ALL s,p)", count(distinct row("b", "p")) filter (where "b" is not null or "p" is not null) as "COUNT(DISTINCT b,p)" from "t"
-- rows
COUNT(ALL a,b) INTEGER | COUNT(ALL s,p) INTEGER | COUNT(DISTINCT b,p) INTEGER
5 | 5 | 4
