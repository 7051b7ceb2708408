-- GROUP BY and ORDER BY take the alias
-- Log Parser
SELECT TO_LOWERCASE(cs-username) AS cs-username, COUNT(*) AS n FROM log GROUP BY cs-username ORDER BY cs-username
-- DuckDB
select lower("cs-username") as "cs-username", count(*) as "n" from "log" group by 1 order by 1 asc nulls first, 2
-- rows
cs-username STRING | n INTEGER
NULL | 1
ben | 3
contoso\anna | 2
