-- names are known in WHERE and GROUP BY
-- Log Parser
SELECT kind, COUNT(*) AS n USING EXTRACT_EXTENSION(cs-uri-stem) AS kind FROM log WHERE kind IS NOT NULL GROUP BY KIND
-- DuckDB
select nullif(regexp_extract("cs-uri-stem", '\.([^.\\/]*)$', 1), '') as "kind", count(*) as "n" from (select *, row_number() over () as _in from "log") where nullif(regexp_extract("cs-uri-stem", '\.([^.\\/]*)$', 1), '') is not null group by 1 order by min(_in)
-- rows
kind STRING | n INTEGER
eas | 2
aspx | 1
htm | 1
asmx | 1
GIF | 1
