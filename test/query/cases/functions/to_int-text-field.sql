-- reads fields as it reads constants
-- Log Parser
SELECT TO_INT(EXTRACT_TOKEN('12|0x1F|12abc|1.5|-7||1e3|1_000', SUB(id,1), '|')) AS x FROM t ORDER BY x
-- DuckDB
select case when regexp_full_match(_x1, '\s*[-+]?(0[xX][0-9a-fA-F]+|[0-9]+)\s*') then try_cast(trim(_x1) as bigint) end as "x" from (select *, string_split('12|0x1F|12abc|1.5|-7||1e3|1_000', '|')[if(try("id" - 1) < 0, try("id" - 1), if(try("id" - 1) > 4294967295, 4294967295, try("id" - 1)) + 1)] as _x1 from "t") order by 1 asc nulls first
-- rows
x INTEGER
NULL
NULL
-7
12
31
