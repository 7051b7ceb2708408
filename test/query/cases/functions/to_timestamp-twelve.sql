-- tt makes the hour one of twelve
-- Log Parser
SELECT id, TO_TIMESTAMP(s,'M/d/yyyy h:mm:ss tt') AS x FROM stamps WHERE id IN (1;5)
-- DuckDB
select "id", case when lower(strftime(try_strptime("s", '%-m/%-d/%Y %-I:%M:%S %p'), '%-m/%-d/%Y %-I:%M:%S %p')) = lower("s") then try_strptime("s", '%-m/%-d/%Y %-I:%M:%S %p') end as "x" from "stamps" where "id" in (1, 5)
-- rows
id INTEGER | x TIMESTAMP
1 | NULL
5 | 2024-01-02 15:04:05
