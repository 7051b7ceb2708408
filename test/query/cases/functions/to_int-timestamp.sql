-- counts seconds from year 0
-- Log Parser
SELECT TO_INT(TIMESTAMP('2004-11-21 17:55:51','yyyy-MM-dd hh:mm:ss')) AS x, TO_INT(at) AS y, TO_INT(d) AS z, TO_INT(tm) AS w FROM t WHERE id = 2
-- DuckDB
select 63268278951 as "x", ((epoch_us("at") + 62167219200000000) // 1000000) as "y", ((epoch_us("d") + 62167219200000000) // 1000000) as "z", (epoch_us("tm") // 1000000) as "w" from "t" where "id" = 2
-- rows
x INTEGER | y INTEGER | z INTEGER | w INTEGER
63268278951 | 63871286399 | 63871200000 | 86399
