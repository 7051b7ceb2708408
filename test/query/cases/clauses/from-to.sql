-- the old spelling of INTO
-- Log Parser
SELECT x FROM one TO 'out.csv' WHERE x = 1
-- DuckDB
select "x" from "one" where "x" = 1
-- rows
x INTEGER
1
