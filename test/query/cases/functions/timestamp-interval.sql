-- TIMESTAMP 3 d is an interval of two days
-- Log Parser
SELECT SUB(at, TIMESTAMP('3','d')) AS x, SUB(at, TIMESTAMP('4','h')) AS y FROM t WHERE id = 1
-- DuckDB
select ("at" - to_microseconds(172800000000)) as "x", ("at" - to_microseconds(14400000000)) as "y" from "t" where "id" = 1
-- rows
x TIMESTAMP | y TIMESTAMP
2024-02-27 12:34:56 | 2024-02-29 08:34:56
