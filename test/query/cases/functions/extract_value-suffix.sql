-- a key that ends another is not that key
-- Log Parser
SELECT EXTRACT_VALUE(cs-uri-query,'Type') AS x, EXTRACT_VALUE(cs-uri-query,'DeviceType') AS y, EXTRACT_VALUE(cs-uri-query,'Cmd') AS z FROM log WHERE cs-uri-stem LIKE '%eas'
-- DuckDB
select string_split(string_split(('&' || "cs-uri-query"), '&Type=')[2], '&')[1] as "x", string_split(string_split(('&' || "cs-uri-query"), '&DeviceType=')[2], '&')[1] as "y", string_split(string_split(('&' || "cs-uri-query"), '&Cmd=')[2], '&')[1] as "z" from "log" where lower("cs-uri-stem") like '%eas'
-- rows
x STRING | y STRING | z STRING
NULL | iPhone | Sync
NULL | iPhone | Ping
