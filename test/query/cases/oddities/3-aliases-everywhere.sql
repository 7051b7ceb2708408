-- 3: aliases in WHERE, GROUP BY, HAVING and aggregates
-- Log Parser
SELECT net, COUNT(user) AS users USING EXTRACT_PREFIX(c-ip,0,'.') AS net, TO_LOWERCASE(cs-username) AS user FROM log WHERE user IS NOT NULL GROUP BY NET HAVING users > 2
-- DuckDB
select _g1 as "net", _a1 as "users" from (select split_part("c-ip", '.', 1) as _g1, count(lower("cs-username")) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "log") where lower("cs-username") is not null group by 1) where _a1 > 2 order by _first
-- rows
net STRING | users INTEGER
10 | 5
