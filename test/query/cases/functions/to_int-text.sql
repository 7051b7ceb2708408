-- reads decimal and 0x, else NULL
-- Log Parser
SELECT TO_INT('12') AS a1, TO_INT('0x1F') AS a2, TO_INT('12abc') AS a3, TO_INT('1.5') AS a4, TO_INT('-7') AS a5, TO_INT('') AS a6 FROM one
-- DuckDB
select 12 as "a1", 31 as "a2", null::bigint as "a3", null::bigint as "a4", (-7) as "a5", null::bigint as "a6" from "one"
-- rows
a1 INTEGER | a2 INTEGER | a3 INTEGER | a4 INTEGER | a5 INTEGER | a6 INTEGER
12 | 31 | NULL | NULL | -7 | NULL
