-- blanks are free
-- Log Parser
SELECT	SUM (amount)
AS
  s
FROM sales
-- DuckDB
select try_cast(sum("amount") as bigint) as "s" from "sales"
-- rows
s INTEGER
22
