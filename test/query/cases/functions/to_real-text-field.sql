-- does not take inf, nan or hexadecimal
-- Log Parser
SELECT TO_REAL(EXTRACT_TOKEN('1e3|inf|nan|0x10|.5', SUB(id,1), '|')) AS x FROM t
-- DuckDB
select case when regexp_full_match(_x1, '\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*') then try_cast(trim(_x1) as double) end as "x" from (select *, string_split('1e3|inf|nan|0x10|.5', '|')[if(try("id" - 1) < 0, try("id" - 1), if(try("id" - 1) > 4294967295, 4294967295, try("id" - 1)) + 1)] as _x1 from "t")
-- rows
x REAL
1000.000000
NULL
NULL
NULL
0.500000
