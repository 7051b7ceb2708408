-- a doubled backslash is one
-- Log Parser
SELECT sc-bytes FROM log WHERE cs-username LIKE 'contoso\\%'
-- DuckDB
select "sc-bytes" from "log" where lower("cs-username") like 'contoso\\%' escape '\'
-- rows
sc-bytes INTEGER
1000
500
