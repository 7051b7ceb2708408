-- shows milliseconds and nanoseconds
-- Log Parser
SELECT TO_STRING(at,'ss.ll l n') AS x, TO_STRING(at,'hh:mm tt') AS y, TO_STRING(at,'yyyy?MM') AS z, TO_STRING(at,'y yy yyy') AS w FROM t WHERE id = 2
-- DuckDB
select (strftime("at", '%S.%g ') || (microsecond("at") % 1000000 // 1000)::varchar || strftime("at", ' ') || (microsecond("at") % 1000000 * 1000)::varchar) as "x", strftime("at", '%I:%M %p') as "y", strftime("at", '%Y %m') as "z", (right(strftime("at", '%Y'), 1) || strftime("at", ' %y ') || right(strftime("at", '%Y'), 3)) as "w" from "t" where "id" = 2
-- rows
x STRING | y STRING | z STRING | w STRING
59.500 500 500000000 | 11:59 PM | 2023 12 | 3 23 023
