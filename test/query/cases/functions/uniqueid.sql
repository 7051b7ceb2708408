-- is the old name of SEQUENCE
-- Log Parser
SELECT UNIQUEID(5) AS x FROM t WHERE id < 3
-- DuckDB
select (_in + 5 - 1) as "x" from (select *, row_number() over () as _in from "t") where ("id" < 3 or "id" is null)
-- rows
x INTEGER
5
6
