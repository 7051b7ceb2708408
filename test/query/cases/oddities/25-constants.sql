-- 25: constants as columns
-- Log Parser
SELECT NULL, 0, 0, OUT_ROW_NUMBER() AS n, 'IIS' AS s-sitename FROM log WHERE sc-status = 200
-- DuckDB
select null::varchar as "NULL", 0 as "0", 0 as "0_2", row_number() over () as "n", 'IIS' as "s-sitename" from "log" where "sc-status" = 200
-- rows
NULL STRING | 0 INTEGER | 0 INTEGER | n INTEGER | s-sitename STRING
NULL | 0 | 0 | 1 | IIS
NULL | 0 | 0 | 2 | IIS
NULL | 0 | 0 | 3 | IIS
