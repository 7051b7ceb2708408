-- has 8 digits, 16 beyond 32 bits
-- Log Parser
SELECT TO_HEX(242) AS x, TO_HEX(a) AS y, TO_HEX(4294967296) AS z FROM t WHERE id <= 2
-- DuckDB
select '0x000000F2' as "x", ('0x' || lpad(hex("a"), if("a" between 0 and 4294967295, 8, 16), '0')) as "y", '0x0000000100000000' as "z" from "t" where ("id" <= 2 or "id" is null)
-- rows
x STRING | y STRING | z STRING
0x000000F2 | 0x00000005 | 0x0000000100000000
0x000000F2 | 0xFFFFFFFFFFFFFFF9 | 0x0000000100000000
