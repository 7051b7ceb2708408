-- 10: CASE x WHEN NULL instead of COALESCE
-- Log Parser
SELECT CASE cs-username WHEN NULL THEN 'anonymous' ELSE TO_LOWERCASE(cs-username) END AS user FROM log WHERE sc-status >= 302
-- DuckDB
select case when "cs-username" is null then 'anonymous' else lower("cs-username") end as "user" from "log" where "sc-status" >= 302
-- rows
user STRING
ben
anonymous
ben
