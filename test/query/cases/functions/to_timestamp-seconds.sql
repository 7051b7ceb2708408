-- counts seconds from year 0
-- Log Parser
SELECT TO_TIMESTAMP(63268278951) AS x, TO_TIMESTAMP(ADD(62167219200, a)) AS y FROM t WHERE id IN (1;2)
-- DuckDB
select timestamp '2004-11-21 17:55:51' as "x", case when try(62167219200 + "a") between -259050700800 and 259050700800 then make_timestamp((try(62167219200 + "a") * 1000000)::bigint - 62167219200000000) end as "y" from "t" where "id" in (1, 2)
-- rows
x TIMESTAMP | y TIMESTAMP
2004-11-21 17:55:51 | 1970-01-01 00:00:05
2004-11-21 17:55:51 | 1969-12-31 23:59:53
