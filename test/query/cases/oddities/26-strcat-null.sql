-- the address of a request, with its query where there is one
-- Log Parser
SELECT STRCAT(cs-uri-stem, REPLACE_IF_NOT_NULL(cs-uri-query, STRCAT('?', cs-uri-query))) AS Request, COUNT(*) AS Total FROM log GROUP BY Request ORDER BY Total DESC, Request
-- DuckDB
select nullif(concat("cs-uri-stem", case when "cs-uri-query" is not null then concat('?', "cs-uri-query") end), '') as "Request", count(*) as "Total" from "log" group by 1 order by 2 desc, 1 asc nulls first
-- rows
Request STRING | Total INTEGER
/EWS/Exchange.asmx | 1
/Images/Logo.GIF? | 1
/Microsoft-Server-ActiveSync/default.eas?Cmd=Ping&User=contoso%5Canna&DeviceId=D1&DeviceType=iPhone&Log=V141_Hb:600_SC1:2_ | 1
/Microsoft-Server-ActiveSync/default.eas?User=anna&DeviceId=D1&DeviceType=iPhone&Cmd=Sync&Log=V141_Sc:1_Hb900_S:1_ | 1
/default.htm | 1
/owa/auth/logon.aspx?url=https%3a%2f%2fmail%2fowa&reason=0 | 1
