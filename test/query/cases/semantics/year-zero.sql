-- intervals count from year 0
-- Log Parser
SELECT TO_INT(TIMESTAMP('2','d')) AS day, TO_INT(TIMESTAMP('0000-02-01','yyyy-MM-dd')) AS month, TO_INT(TIMESTAMP('0001-01-01','yyyy-MM-dd')) AS year FROM one
-- DuckDB
select 86400 as "day", 2678400 as "month", 31622400 as "year" from "one"
-- rows
day INTEGER | month INTEGER | year INTEGER
86400 | 2678400 | 31622400
