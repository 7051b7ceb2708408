-- decodes UTF-8 and leaves a plus sign
-- Log Parser
SELECT URLUNESCAPE('a%20b+c%C3%A9') AS x, URLUNESCAPE(cs-uri-query) AS y FROM log WHERE sc-status = 302
-- DuckDB
select try(url_decode('a%20b+c%C3%A9')) as "x", try(url_decode("cs-uri-query")) as "y" from "log" where "sc-status" = 302
-- rows
x STRING | y STRING
a b+cé | url=https://mail/owa&reason=0
