-- 5: DISTINCT together with GROUP BY
-- Log Parser
SELECT DISTINCT cs-method, COUNT(*) AS hits FROM log GROUP BY cs-method ORDER BY hits
-- DuckDB
select distinct _g1 as "cs-method", _a1 as "hits" from (select "cs-method" as _g1, count(*) as _a1 from "log" group by 1) order by 2, 1 asc nulls first
-- rows
cs-method STRING | hits INTEGER
GET | 3
POST | 3
