-- 14: a blank between a function and its bracket
-- Log Parser
SELECT COUNT (*) AS n, TO_LOWERCASE (cs-method) AS m FROM log GROUP BY TO_LOWERCASE (cs-method)
-- DuckDB
select count(*) as "n", lower("cs-method") as "m" from (select *, row_number() over () as _in from "log") group by 2 order by min(_in)
-- rows
n INTEGER | m STRING
3 | post
3 | get
