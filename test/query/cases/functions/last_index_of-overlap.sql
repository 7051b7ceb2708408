-- a part may overlap itself
-- Log Parser
SELECT LAST_INDEX_OF(STRREPEAT(SUBSTR(s,0,1),b),'aa') AS x, LAST_INDEX_OF('aaaa','aa') AS y FROM t WHERE id = 1
-- DuckDB
select (list_max(list_filter(range(1, length(_x2) + 2), lambda easel_at: substring(_x2, easel_at, length('aa')) = 'aa')) - 1) as "x", 2 as "y" from (select *, case when strlen(_x1) * "b"::hugeint <= 1000000 then repeat(_x1, greatest("b", 0)) end as _x2 from (select *, substring("s", 1, 1) as _x1 from "t" where "id" = 1))
-- rows
x INTEGER | y INTEGER
0 | 2
