-- repeats; less than once is empty
-- Log Parser
SELECT STRREPEAT(s,b) AS x, STRREPEAT('ab',3) AS y FROM t WHERE id IN (1;5)
-- DuckDB
select case when strlen("s") * "b"::hugeint <= 1000000 then repeat("s", greatest("b", 0)) end as "x", 'ababab' as "y" from "t" where "id" in (1, 5)
-- rows
x STRING | y STRING
abcabc | ababab
"" | ababab
