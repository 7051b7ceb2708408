-- a question mark is any character
-- Log Parser
SELECT id, TO_TIMESTAMP(s,'yyyy-MM-dd?hh:mm:ss') AS x FROM stamps WHERE id IN (1;2;3)
-- DuckDB
select "id", case when length("s") = 19 and try_cast((substring("s", 1, 10) || ' ' || substring("s", 12)) as timestamp)::varchar = (substring("s", 1, 10) || ' ' || substring("s", 12)) then try_cast((substring("s", 1, 10) || ' ' || substring("s", 12)) as timestamp) end as "x" from "stamps" where "id" in (1, 2, 3)
-- rows
id INTEGER | x TIMESTAMP
1 | 2024-05-01 07:08:09
2 | NULL
3 | 2024-05-01 07:08:09
