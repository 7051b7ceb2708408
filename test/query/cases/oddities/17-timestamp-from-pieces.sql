-- 17: a timestamp cut out of an Exchange log
-- Log Parser
SELECT TO_TIMESTAMP(EXTRACT_PREFIX(REPLACE_STR([#Fields: date-time],'T',' '),0,'.'), 'yyyy-MM-dd hh:mm:ss') AS x FROM odd
-- DuckDB
select case when strlen(_x1) = 19 and try_cast(_x1 as timestamp)::varchar = _x1 then try_cast(_x1 as timestamp) end as "x" from (select *, split_part(replace("#Fields: date-time", 'T', ' '), '.', 1) as _x1 from "odd")
-- rows
x TIMESTAMP
2024-05-01 07:08:09
