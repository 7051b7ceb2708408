-- folds constants
-- Log Parser
SELECT WIN32_ERROR_DESCRIPTION(5) AS x, WIN32_ERROR_DESCRIPTION(123456789) AS y FROM one
-- DuckDB
select 'Access was denied. With 401.2 it belongs to the first leg of a logon.' as "x", null::varchar as "y" from "one"
-- rows
x STRING | y STRING
Access was denied. With 401.2 it belongs to the first leg of a logon. | NULL
