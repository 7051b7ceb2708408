-- two times of day give a negative number of seconds where the first is earlier
-- Log Parser
SELECT TO_INT(SUB(TIMESTAMP('10:00','hh:mm'), tm)) AS x FROM t WHERE id IN (1;5)
-- DuckDB
select ((epoch_us(try(make_timestamp((epoch_us(time '10:00:00') - epoch_us("tm")) - 62167219200000000))) + 62167219200000000) // 1000000) as "x" from "t" where "id" in (1, 5)
-- rows
x INTEGER
-9296
12600
