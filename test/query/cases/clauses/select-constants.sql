-- takes constants as columns
-- Log Parser
SELECT NULL, 0, 1.5, 'IIS' AS s-sitename, OUT_ROW_NUMBER() FROM t WHERE id < 3
-- DuckDB
select null::varchar as "NULL", 0 as "0", 1.5::double as "1.5", 'IIS' as "s-sitename", row_number() over () as "OUT_ROW_NUMBER()" from "t" where ("id" < 3 or "id" is null)
-- rows
NULL STRING | 0 INTEGER | 1.5 REAL | s-sitename STRING | OUT_ROW_NUMBER() INTEGER
NULL | 0 | 1.500000 | IIS | 1
NULL | 0 | 1.500000 | IIS | 2
