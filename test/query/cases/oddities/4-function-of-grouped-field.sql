-- 4: functions of a grouped field
-- Log Parser
SELECT cs-uri-stem, EXTRACT_EXTENSION(cs-uri-stem) AS e, MAX(time-taken) FROM log GROUP BY cs-uri-stem ORDER BY cs-uri-stem
-- DuckDB
select _g1 as "cs-uri-stem", nullif(regexp_extract(_g1, '\.([^.\\/]*)$', 1), '') as "e", _a1 as "MAX(ALL time-taken)" from (select "cs-uri-stem" as _g1, max("time-taken") as _a1 from "log" group by 1) order by 1 asc nulls first, 2 asc nulls first, 3 asc nulls first
-- rows
cs-uri-stem STRING | e STRING | MAX(ALL time-taken) INTEGER
/EWS/Exchange.asmx | asmx | NULL
/Images/Logo.GIF | GIF | 5
/Microsoft-Server-ActiveSync/default.eas | eas | 600000
/default.htm | htm | 30
/owa/auth/logon.aspx | aspx | 15
