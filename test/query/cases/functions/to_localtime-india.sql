-- knows zones off the whole hour
-- tz: Asia/Kolkata
-- Log Parser
SELECT TO_LOCALTIME(TO_TIMESTAMP(date,time)) AS x, TO_LOCALTIME(date) AS y FROM log WHERE sc-status = 404
-- DuckDB
select easel_to_local(_x1) as "x", easel_to_local("date"::timestamp)::date as "y" from (select *, ("date" + "time") as _x1 from "log" where "sc-status" = 404)
-- rows
x TIMESTAMP | y TIMESTAMP date
2024-03-31 19:15:59 | 2024-03-31
