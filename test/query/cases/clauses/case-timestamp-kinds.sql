-- a date and a timestamp make a timestamp
-- Log Parser
SELECT CASE id WHEN 1 THEN d ELSE at END AS x FROM t WHERE id IN (1;4)
-- DuckDB
select case when "id" = 1 then "d"::timestamp else "at" end as "x" from "t" where "id" in (1, 4)
-- rows
x TIMESTAMP
2024-02-29 00:00:00
1969-07-20 20:17:40
