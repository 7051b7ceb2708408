-- reads hexadecimal constants
-- Log Parser
SELECT 0x1F AS x, -0x10 AS y, -5 AS z, 0xFFFFFFFFFFFFFFFF AS w FROM one
-- DuckDB
select 31 as "x", (-16) as "y", (-5) as "z", (-1) as "w" from "one"
-- rows
x INTEGER | y INTEGER | z INTEGER | w INTEGER
31 | -16 | -5 | -1
