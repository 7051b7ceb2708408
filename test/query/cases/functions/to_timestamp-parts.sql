-- a format of one part gives a date or a time alone
-- Log Parser
SELECT id, TO_TIMESTAMP(s,'hh:mm:ss') AS x, TO_TIMESTAMP(s,'yyyy-MM-dd') AS y FROM stamps WHERE id IN (7;8)
-- DuckDB
select "id", case when strlen("s") = 8 and "s" < '24' and try_cast("s" as time)::varchar = "s" then try_cast("s" as time) end as "x", case when strlen("s") = 10 and try_cast("s" as date)::varchar = "s" then try_cast("s" as date) end as "y" from "stamps" where "id" in (7, 8)
-- rows
id INTEGER | x TIMESTAMP time | y TIMESTAMP date
7 | 07:08:09 | NULL
8 | NULL | 2024-05-01
