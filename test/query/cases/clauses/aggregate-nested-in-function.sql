-- functions take aggregates
-- Log Parser
SELECT TO_STRING(COUNT(*)) AS x, DIV(SUM(amount),COUNT(amount)) AS y, STRCAT('n=',TO_STRING(MAX(amount))) AS z FROM sales
-- DuckDB
select _a1::varchar as "x", try(_a2 // _a3) as "y", concat('n=', _a4::varchar) as "z" from (select count(*) as _a1, try_cast(sum("amount") as bigint) as _a2, count("amount") as _a3, max("amount") as _a4 from "sales")
-- rows
x STRING | y INTEGER | z STRING
7 | 3 | n=7
