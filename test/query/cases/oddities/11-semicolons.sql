-- 11: semicolons between values
-- Log Parser
SELECT COUNT(*) AS n FROM log WHERE sc-status IN (404; 500) AND cs-method NOT IN ('HEAD'; 'OPTIONS')
-- DuckDB
select count(*) as "n" from "log" where ("sc-status" in (404, 500) and ("cs-method" not in ('HEAD', 'OPTIONS') or "cs-method" is null))
-- rows
n INTEGER
2
