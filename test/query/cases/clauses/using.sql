-- names expressions that are not shown
-- Log Parser
SELECT Hits, DIV(Total, Hits) AS Mean USING COUNT(*) AS Hits, SUM(amount) AS Total FROM sales
-- DuckDB
select _a1 as "Hits", try(_a2 // _a1) as "Mean" from (select count(*) as _a1, try_cast(sum("amount") as bigint) as _a2 from "sales")
-- rows
Hits INTEGER | Mean INTEGER
7 | 3
