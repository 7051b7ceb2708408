-- shows functions of what is grouped
-- Log Parser
SELECT EXTRACT_TOKEN(cs(Referer),2,'/') AS host, COUNT(*) AS n FROM log GROUP BY cs(Referer)
-- DuckDB
select string_split(_g1, '/')[3] as "host", _a1 as "n" from (select "cs(Referer)" as _g1, count(*) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "log") group by 1) order by _first
-- rows
host STRING | n INTEGER
NULL | 3
mail.contoso.com | 1
search.example | 1
NULL | 1
