-- formats by specifiers
-- Log Parser
SELECT TO_STRING(at,'yyyy-MM-dd hh:mm:ss') AS x, TO_STRING(at,'M/d/yy h:m:s') AS y, TO_STRING(at,'MMM dp, dddd ddd MMMM') AS z FROM t WHERE id IN (1;5)
-- DuckDB
select strftime("at", '%Y-%m-%d %H:%M:%S') as "x", strftime("at", '%-m/%-d/%y %-H:%-M:%-S') as "y", (strftime("at", '%b ') || lpad(strftime("at", '%-d'), 2, ' ') || strftime("at", ', %A %a %B')) as "z" from "t" where "id" in (1, 5)
-- rows
x STRING | y STRING | z STRING
2024-02-29 12:34:56 | 2/29/24 12:34:56 | Feb 29, Thursday Thu February
2024-07-01 00:00:00 | 7/1/24 0:0:0 | Jul  1, Monday Mon July
