-- gives the UTF-16 units of a text
-- Log Parser
SELECT TO_HEX('Test') AS x, TO_HEX(s) AS y, TO_HEX('\ud83d\ude00') AS z FROM t WHERE id IN (1;4)
-- DuckDB
select '0x0054006500730074' as "x", ('0x' || array_to_string(list_transform(list_transform(list_filter(string_split("s", ''), lambda c: c <> ''), lambda c: unicode(c)::bigint), lambda u: case when u < 65536 then lpad(hex(u), 4, '0') else lpad(hex((u - 65536) // 1024 + 55296), 4, '0') || lpad(hex((u - 65536) % 1024 + 56320), 4, '0') end), '')) as "y", '0xD83DDE00' as "z" from "t" where "id" in (1, 4)
-- rows
x STRING | y STRING | z STRING
0x0054006500730074 | 0x006100620063 | 0xD83DDE00
0x0054006500730074 | 0x | 0xD83DDE00
