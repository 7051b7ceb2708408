-- letters that are no specifiers stand for themselves
-- Log Parser
SELECT id, TO_TIMESTAMP(s,'yyyy-MM-ddThh:mm:ss') AS x FROM stamps WHERE id IN (1;3)
-- DuckDB
select "id", case when strlen("s") = 19 and substring("s", 11, 1) = 'T' and try_cast((substring("s", 1, 10) || ' ' || substring("s", 12)) as timestamp)::varchar = (substring("s", 1, 10) || ' ' || substring("s", 12)) then try_cast((substring("s", 1, 10) || ' ' || substring("s", 12)) as timestamp) end as "x" from "stamps" where "id" in (1, 3)
-- rows
id INTEGER | x TIMESTAMP
1 | NULL
3 | 2024-05-01 07:08:09
