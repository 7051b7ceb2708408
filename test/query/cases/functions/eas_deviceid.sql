-- is as logged
-- Log Parser
SELECT EAS_DEVICEID(cs-uri-query) AS x FROM log WHERE cs-uri-stem LIKE '%eas'
-- DuckDB
select easel_eas_deviceid("cs-uri-query") as "x" from "log" where lower("cs-uri-stem") like '%eas'
-- rows
x STRING
D1
D1
