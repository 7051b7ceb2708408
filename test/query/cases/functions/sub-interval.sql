-- gives an interval from year 0, in seconds by TO_INT
-- Log Parser
SELECT TO_INT(SUB(at, TO_TIMESTAMP('2024-02-29 12:00:00','yyyy-MM-dd hh:mm:ss'))) AS s FROM t WHERE id = 1
-- DuckDB
select ((epoch_us(("at" - to_microseconds(63876427200000000))) + 62167219200000000) // 1000000) as "s" from "t" where "id" = 1
-- rows
s INTEGER
2096
