-- groups by an expression repeated in other blanks and case
-- Log Parser
SELECT to_lowercase( cs-username ) AS u, COUNT(*) AS n FROM log GROUP BY TO_LOWERCASE(cs-username)
-- DuckDB
select lower("cs-username") as "u", count(*) as "n" from (select *, row_number() over () as _in from "log") group by 1 order by min(_in)
-- rows
u STRING | n INTEGER
contoso\anna | 2
ben | 3
NULL | 1
