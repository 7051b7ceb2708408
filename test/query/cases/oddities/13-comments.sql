-- 13: comments in the middle
-- Log Parser
SELECT cs-method /* GET (or POST) http://x/ */, COUNT(*) AS n -- hits
FROM log /* all */ WHERE /* ok? */ sc-status = 200 -- done
GROUP BY cs-method
-- DuckDB
select "cs-method", count(*) as "n" from (select *, row_number() over () as _in from "log") where "sc-status" = 200 group by 1 order by min(_in)
-- rows
cs-method STRING | n INTEGER
POST | 2
GET | 1
