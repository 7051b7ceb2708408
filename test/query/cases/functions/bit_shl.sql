-- moves bits out of 64 without an error
-- Log Parser
SELECT BIT_SHL(a,2) AS x, BIT_SHL(a,63) AS y, BIT_SHL(a,64) AS z, BIT_SHL(1,4) AS w FROM t WHERE id IN (1;4)
-- DuckDB
select case when 2 = 0 then "a" when 2 between 1 and 63 then (("a" & ((1::bigint << (63 - 2)::integer) - 1)) << 2::integer) + if(("a" >> (63 - 2)::integer) & 1 = 1, (-9223372036854775807 - 1), 0) else 0 end as "x", case when 63 = 0 then "a" when 63 between 1 and 63 then (("a" & ((1::bigint << (63 - 63)::integer) - 1)) << 63::integer) + if(("a" >> (63 - 63)::integer) & 1 = 1, (-9223372036854775807 - 1), 0) else 0 end as "y", case when 64 = 0 then "a" when 64 between 1 and 63 then (("a" & ((1::bigint << (63 - 64)::integer) - 1)) << 64::integer) + if(("a" >> (63 - 64)::integer) & 1 = 1, (-9223372036854775807 - 1), 0) else 0 end as "z", 16 as "w" from "t" where "id" in (1, 4)
-- rows
x INTEGER | y INTEGER | z INTEGER | w INTEGER
20 | -9223372036854775808 | 0 | 16
40 | 0 | 0 | 16
