-- groups by CASE
-- Log Parser
SELECT CASE sc-status WHEN 200 THEN 'ok' ELSE 'other' END AS k, COUNT(*) AS n FROM log GROUP BY k
-- DuckDB
select case when "sc-status" = 200 then 'ok' else 'other' end as "k", count(*) as "n" from (select *, row_number() over () as _in from "log") group by 1 order by min(_in)
-- rows
k STRING | n INTEGER
ok | 3
other | 3
