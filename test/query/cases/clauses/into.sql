-- stands before FROM
-- Log Parser
SELECT x INTO dir\*\*.csv FROM one
-- DuckDB
select "x" from "one"
-- rows
x INTEGER
1
