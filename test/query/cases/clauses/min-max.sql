-- take any type and pass over NULL
-- Log Parser
SELECT MIN(a), MAX(s), MIN(d), MAX(tm), MIN(at) FROM t
-- DuckDB
select min("a") as "MIN(ALL a)", max("s") as "MAX(ALL s)", min("d") as "MIN(ALL d)", max("tm") as "MAX(ALL tm)", min("at") as "MIN(ALL at)" from "t"
-- rows
MIN(ALL a) INTEGER | MAX(ALL s) STRING | MIN(ALL d) TIMESTAMP date | MAX(ALL tm) TIMESTAMP time | MIN(ALL at) TIMESTAMP
-7 | abc | 1969-07-20 | 23:59:59 | 1969-07-20 20:17:40
