-- takes its positions from other functions, and NULL where they find nothing
-- Log Parser
SELECT SUBSTR(s, ADD(INDEX_OF(s,'is'),1), INDEX_OF(SUBSTR(s,1),' ')) AS x FROM texts WHERE id IN (3;4)
-- DuckDB
select substring("s", if(_x2 < 0, greatest(_x2, -length("s")), if(_x2 > 4294967294, 4294967294, _x2) + 1), if(_x1 < 0, 0, if(_x1 > 4294967294, 4294967294, _x1))) as "x" from (select *, (nullif(strpos(substring("s", 2), ' '), 0) - 1) as _x1, try((nullif(strpos("s", 'is'), 0) - 1) + 1) as _x2 from "texts" where "id" in (3, 4))
-- rows
x STRING
NULL
s i
