-- a single letter takes no leading zero
-- Log Parser
SELECT id, TO_TIMESTAMP(s,'yyyy-M-d hh:mm:ss') AS x FROM stamps WHERE id IN (1;2)
-- DuckDB
select "id", case when strftime(try_strptime("s", '%Y-%-m-%-d %H:%M:%S'), '%Y-%-m-%-d %H:%M:%S') = "s" then try_strptime("s", '%Y-%-m-%-d %H:%M:%S') end as "x" from "stamps" where "id" in (1, 2)
-- rows
id INTEGER | x TIMESTAMP
1 | NULL
2 | 2024-05-01 07:08:09
