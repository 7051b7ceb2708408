-- keeps the date
-- Log Parser
SELECT TO_DATE(at) AS x FROM t WHERE id IN (1;3;4)
-- DuckDB
select "at"::date as "x" from "t" where "id" in (1, 3, 4)
-- rows
x TIMESTAMP date
2024-02-29
NULL
1969-07-20
