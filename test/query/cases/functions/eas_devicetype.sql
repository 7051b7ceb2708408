-- is as logged
-- Log Parser
SELECT EAS_DEVICETYPE(cs-uri-query) AS x FROM log WHERE cs-uri-stem LIKE '%eas'
-- DuckDB
select easel_eas_devicetype("cs-uri-query") as "x" from "log" where lower("cs-uri-stem") like '%eas'
-- rows
x STRING
iPhone
iPhone
