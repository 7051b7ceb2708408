-- a moment before year 0 has a minus before its four digits, computed beforehand or not
-- Log Parser
SELECT TO_STRING(SUB(at, TIMESTAMP('2024-07-01 01:00:00','yyyy-MM-dd hh:mm:ss')),'yyyy-MM-dd hh:mm:ss') AS x, TO_STRING(SUB(TIMESTAMP('1','d'), TIMESTAMP('01','hh')),'yyyy-MM-dd hh:mm:ss') AS y, TO_STRING(TO_TIMESTAMP(SUB(0, id)),'y yy yyy') AS z FROM t WHERE id IN (1;3;5)
-- DuckDB
select (if(year(_x1) < 0, '-', '') || format('{:04d}', abs(year(_x1))) || strftime(_x1, '-%m-%d %H:%M:%S')) as "x", '-0001-12-31 23:00:00' as "y", (right(format('{:04d}', abs(year(_x2))), 1) || strftime(_x2, ' ') || right(format('{:04d}', abs(year(_x2))), 2) || strftime(_x2, ' ') || right(format('{:04d}', abs(year(_x2))), 3)) as "z" from (select *, ("at" - to_microseconds(63887014800000000)) as _x1, case when try(0 - "id") between -259050700800 and 259050700800 then make_timestamp((try(0 - "id") * 1000000)::bigint - 62167219200000000) end as _x2 from "t" where "id" in (1, 3, 5))
-- rows
x STRING | y STRING | z STRING
-0001-08-31 11:34:56 | -0001-12-31 23:00:00 | 1 01 001
NULL | -0001-12-31 23:00:00 | 1 01 001
-0001-12-31 23:00:00 | -0001-12-31 23:00:00 | 1 01 001
