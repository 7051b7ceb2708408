-- the idiom for parts that are not there
-- Log Parser
SELECT CASE TO_STRING(INDEX_OF(s,'b')) WHEN NULL THEN 'no' ELSE 'yes' END AS x FROM t
-- DuckDB
select case when (nullif(strpos("s", 'b'), 0) - 1)::varchar is null then 'no' else 'yes' end as "x" from "t"
-- rows
x STRING
yes
no
no
no
yes
