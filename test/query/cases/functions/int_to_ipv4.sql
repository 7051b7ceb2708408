-- is NULL beyond 32 bits
-- Log Parser
SELECT INT_TO_IPV4(3232235876) AS x, INT_TO_IPV4(a) AS y FROM t WHERE id <= 2
-- DuckDB
select '192.168.1.100' as "x", case when "a" between 0 and 4294967295 then concat_ws('.', "a" >> 24, "a" >> 16 & 255, "a" >> 8 & 255, "a" & 255) end as "y" from "t" where ("id" <= 2 or "id" is null)
-- rows
x STRING | y STRING
192.168.1.100 | 0.0.0.5
192.168.1.100 | NULL
