-- month names are read
-- Log Parser
SELECT id, TO_TIMESTAMP(s,'dd/MMM/yyyy:hh:mm:ss') AS x FROM stamps WHERE id IN (1;6)
-- DuckDB
select "id", case when lower(strftime(try_strptime("s", '%d/%b/%Y:%H:%M:%S'), '%d/%b/%Y:%H:%M:%S')) = lower("s") then try_strptime("s", '%d/%b/%Y:%H:%M:%S') end as "x" from "stamps" where "id" in (1, 6)
-- rows
id INTEGER | x TIMESTAMP
1 | NULL
6 | 2024-05-01 07:08:09
