-- a length that is not there makes the part NULL: the idiom that cuts up to a mark
-- Log Parser
SELECT SUBSTR(cs-uri-query, 0, INDEX_OF(cs-uri-query, '&')) AS x FROM log
-- DuckDB
select substring("cs-uri-query", 1, if(_x1 < 0, 0, if(_x1 > 4294967294, 4294967294, _x1))) as "x" from (select *, (nullif(strpos("cs-uri-query", '&'), 0) - 1) as _x1 from "log")
-- rows
x STRING
User=anna
Cmd=Ping
url=https%3a%2f%2fmail%2fowa
NULL
NULL
NULL
