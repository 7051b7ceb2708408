-- 12: the old spelling FROM .. TO
-- Log Parser
SELECT cs-method, COUNT(*) FROM log TO out.csv WHERE sc-status = 200 GROUP BY cs-method
-- DuckDB
select "cs-method", count(*) as "COUNT(ALL *)" from (select *, row_number() over () as _in from "log") where "sc-status" = 200 group by 1 order by min(_in)
-- rows
cs-method STRING | COUNT(ALL *) INTEGER
POST | 2
GET | 1
