-- 19: SUBSTR and INDEX_OF from 0, NULL where absent
-- Log Parser
SELECT SUBSTR(cs-uri-query, ADD(INDEX_OF(cs-uri-query,'Cmd='),4), 4) AS cmd FROM log
-- DuckDB
select substring("cs-uri-query", if(_x1 < 0, greatest(_x1, -length("cs-uri-query")), if(_x1 > 4294967294, 4294967294, _x1) + 1), 4) as "cmd" from (select *, try((nullif(strpos("cs-uri-query", 'Cmd='), 0) - 1) + 4) as _x1 from "log")
-- rows
cmd STRING
Sync
Ping
NULL
NULL
NULL
NULL
