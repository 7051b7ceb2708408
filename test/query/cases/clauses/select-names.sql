-- names columns by the normalised expression
-- Log Parser
SELECT count ( * ), Sum(AMOUNT), Max(price), strcat('a' , 'b') FROM sales
-- DuckDB
select _a1 as "COUNT(ALL *)", _a2 as "SUM(ALL amount)", _a3 as "MAX(ALL price)", 'ab' as "STRCAT('a','b')" from (select count(*) as _a1, try_cast(sum("amount") as bigint) as _a2, max("price") as _a3 from "sales")
-- rows
COUNT(ALL *) INTEGER | SUM(ALL amount) INTEGER | MAX(ALL price) REAL | STRCAT('a','b') STRING
7 | 22 | 3.000000 | ab
