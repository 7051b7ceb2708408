-- flags of a group, which JavaScript does not know
-- Log Parser
SELECT DISTINCT REGEXP_MATCH(cs-method, '^(?i:get)$') AS g FROM log WHERE cs-method = 'GET'
-- DuckDB
select regexp_matches("cs-method", '^(?i:get)$')::bigint as "g" from (select *, row_number() over () as _in from "log") where "cs-method" = 'GET' group by 1 order by min(_in)
-- rows
g INTEGER
1
