-- SUM and AVG of timestamps
-- Log Parser
SELECT AVG(tm) AS x, SUM(SUB(at,at)) AS y FROM t WHERE id IN (1;5)
-- DuckDB
select _a1::time as "x", _a2 as "y" from (select case when (sum(epoch_us("tm")) // count("tm")) between -259050700800000000 and 321217920000000000 then make_timestamp((sum(epoch_us("tm")) // count("tm"))::bigint - 62167219200000000) end as _a1, case when sum((epoch_us(try(make_timestamp(((epoch_us("at") + 62167219200000000) - (epoch_us("at") + 62167219200000000)) - 62167219200000000))) + 62167219200000000)) between -259050700800000000 and 321217920000000000 then make_timestamp(sum((epoch_us(try(make_timestamp(((epoch_us("at") + 62167219200000000) - (epoch_us("at") + 62167219200000000)) - 62167219200000000))) + 62167219200000000))::bigint - 62167219200000000) end as _a2 from "t" where "id" in (1, 5))
-- rows
x TIMESTAMP time | y TIMESTAMP
09:32:28 | 0000-01-01 00:00:00
