-- is the name of this computer
-- Log Parser
SELECT COMPUTER_NAME() AS x FROM one
-- DuckDB
select 'HERE' as "x" from "one"
-- rows
x STRING
HERE
