-- reads plain queries in any order and case
-- Log Parser
SELECT EAS_CMD(cs-uri-query) AS x, EAS_CMD('cmd=SYNC&User=a') AS y FROM log WHERE cs-uri-query IS NOT NULL
-- DuckDB
select easel_eas_cmd("cs-uri-query") as "x", easel_eas_cmd('cmd=SYNC&User=a') as "y" from "log" where "cs-uri-query" is not null
-- rows
x STRING | y STRING
Sync | Sync
Ping | Sync
NULL | Sync
NULL | Sync
