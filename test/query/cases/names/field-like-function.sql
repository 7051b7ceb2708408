-- a field may have the name of a function or of a lambda
-- Log Parser
SELECT t, i FROM (SELECT s AS t, p AS i FROM t) WHERE LAST_INDEX_OF(t,i) > 0
-- DuckDB
select "t", "i" from (select "s" as "t", "p" as "i" from "t") where (list_max(list_filter(range(1, length("t") + 2), lambda easel_at: substring("t", easel_at, length("i")) = "i")) - 1) > 0
-- rows
t STRING | i STRING
abc | b
ABC | B
a,b,,c | ,
