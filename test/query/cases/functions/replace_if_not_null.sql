-- leaves NULL and replaces the rest
-- Log Parser
SELECT REPLACE_IF_NOT_NULL(s,'yes') AS x, REPLACE_IF_NOT_NULL(NULL,1) AS y FROM t WHERE id IN (1;3)
-- DuckDB
select case when "s" is not null then 'yes' end as "x", null::varchar as "y" from "t" where "id" in (1, 3)
-- rows
x STRING | y STRING
yes | NULL
NULL | NULL
