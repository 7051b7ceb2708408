-- moves letters by 13 places
-- Log Parser
SELECT ROT13(s) AS x, ROT13('Hello, 1') AS y FROM t WHERE id IN (1;2)
-- DuckDB
select translate("s", 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', 'nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM') as "x", 'Uryyb, 1' as "y" from "t" where "id" in (1, 2)
-- rows
x STRING | y STRING
nop | Uryyb, 1
NOP | Uryyb, 1
