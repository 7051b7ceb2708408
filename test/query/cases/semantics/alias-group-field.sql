-- GROUP BY takes the field where the alias would not let SELECT stand
-- Log Parser
SELECT TO_LOWERCASE(cs-uri-stem) AS cs-uri-stem, EXTRACT_EXTENSION(cs-uri-stem) AS e, COUNT(*) AS n FROM log GROUP BY cs-uri-stem
-- DuckDB
select lower(_g1) as "cs-uri-stem", nullif(regexp_extract(_g1, '\.([^.\\/]*)$', 1), '') as "e", _a1 as "n" from (select "cs-uri-stem" as _g1, count(*) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "log") group by 1) order by _first
-- rows
cs-uri-stem STRING | e STRING | n INTEGER
/microsoft-server-activesync/default.eas | eas | 2
/owa/auth/logon.aspx | aspx | 1
/default.htm | htm | 1
/ews/exchange.asmx | asmx | 1
/images/logo.gif | GIF | 1
