-- takes its positions from other functions, and NULL where they find nothing
-- Log Parser
SELECT SUBSTR(s, ADD(INDEX_OF(s,'is'),1), INDEX_OF(SUBSTR(s,1),' ')) AS x FROM texts WHERE id IN (3;4)
-- DuckDB
select substring("s", if(_x1 < 0, _x1, _x1 + 1), greatest((nullif(strpos(substring("s", 2), ' '), 0) - 1), 0)) as "x" from (select *, try((nullif(strpos("s", 'is'), 0) - 1) + 1) as _x1 from "texts" where "id" in (3, 4))
-- rows
x STRING
NULL
s i
