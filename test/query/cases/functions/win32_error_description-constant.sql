-- folds constants
-- Log Parser
SELECT WIN32_ERROR_DESCRIPTION(5) AS x, WIN32_ERROR_DESCRIPTION(123456789) AS y FROM one
-- DuckDB
select 'Access is denied.' as "x", null::varchar as "y" from "one"
-- rows
x STRING | y STRING
Access is denied. | NULL
