-- sixty aliases that each use the last twice
-- Log Parser
SELECT a12 AS x USING ADD(a0,a0) AS a1, ADD(a1,a1) AS a2, ADD(a2,a2) AS a3, ADD(a3,a3) AS a4, ADD(a4,a4) AS a5, ADD(a5,a5) AS a6, ADD(a6,a6) AS a7, ADD(a7,a7) AS a8, ADD(a8,a8) AS a9, ADD(a9,a9) AS a10, ADD(a10,a10) AS a11, ADD(a11,a11) AS a12, a AS a0 FROM t WHERE id = 1
-- DuckDB
select try(try(_x5 + _x5) + try(_x5 + _x5)) as "x" from (select *, try(try(_x4 + _x4) + try(_x4 + _x4)) as _x5 from (select *, try(try(_x3 + _x3) + try(_x3 + _x3)) as _x4 from (select *, try(try(_x2 + _x2) + try(_x2 + _x2)) as _x3 from (select *, try(try(_x1 + _x1) + try(_x1 + _x1)) as _x2 from (select *, try(try("a" + "a") + try("a" + "a")) as _x1 from "t" where "id" = 1)))))
-- rows
x INTEGER
20480
