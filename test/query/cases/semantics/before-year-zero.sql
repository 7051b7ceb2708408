-- a moment before year 0
-- Log Parser
SELECT TO_INT(SUB(TIMESTAMP('1','d'), TIMESTAMP('2','d'))) AS x, TO_INT(SUB(d,SYSTEM_TIMESTAMP())) AS y FROM t WHERE id = 1
-- DuckDB
select (-86400) as "x", ((epoch_us(("d"::timestamp - to_microseconds(63881786096000000))) + 62167219200000000) // 1000000) as "y" from "t" where "id" = 1
-- rows
x INTEGER | y INTEGER
-86400 | -5402096
