-- is NULL where there is no file
-- Log Parser
SELECT HASHMD5_FILE('no/such/file') AS x FROM one
-- DuckDB
select easel_hashmd5_file('no/such/file') as "x" from "one"
-- rows
x STRING
NULL
