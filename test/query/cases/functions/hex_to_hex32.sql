-- swaps the bytes of double words
-- Log Parser
SELECT HEX_TO_HEX32('0490A4FE01020304') AS x, HEX_TO_HEX32('0490A4FE',1) AS y FROM one
-- DuckDB
select array_to_string(list_transform([regexp_extract_all(regexp_replace('0490A4FE01020304', '^0[xX]|[^0-9a-fA-F]', '', 'g'), '..')], lambda easel_bytes: list_transform(range(1, len(easel_bytes) + 1, 4), lambda easel_at: array_to_string(if(0 = 0, list_reverse(easel_bytes[easel_at:easel_at + 3]), easel_bytes[easel_at:easel_at + 3]), '')))[1], ' ') as "x", array_to_string(list_transform([regexp_extract_all(regexp_replace('0490A4FE', '^0[xX]|[^0-9a-fA-F]', '', 'g'), '..')], lambda easel_bytes: list_transform(range(1, len(easel_bytes) + 1, 4), lambda easel_at: array_to_string(if(1 = 0, list_reverse(easel_bytes[easel_at:easel_at + 3]), easel_bytes[easel_at:easel_at + 3]), '')))[1], ' ') as "y" from "one"
-- rows
x STRING | y STRING
FEA49004 04030201 | 0490A4FE
