-- swaps the bytes of words unless they are big-endian
-- Log Parser
SELECT HEX_TO_HEX16('0490A4FE') AS x, HEX_TO_HEX16('0490A4FE',1) AS y, HEX_TO_HEX16('0490A4') AS z FROM one
-- DuckDB
select array_to_string(list_transform([regexp_extract_all(regexp_replace('0490A4FE', '^0[xX]|[^0-9a-fA-F]', '', 'g'), '..')], lambda easel_bytes: list_transform(range(1, len(easel_bytes) + 1, 2), lambda easel_at: array_to_string(if(0 = 0, list_reverse(easel_bytes[easel_at:easel_at + 1]), easel_bytes[easel_at:easel_at + 1]), '')))[1], ' ') as "x", array_to_string(list_transform([regexp_extract_all(regexp_replace('0490A4FE', '^0[xX]|[^0-9a-fA-F]', '', 'g'), '..')], lambda easel_bytes: list_transform(range(1, len(easel_bytes) + 1, 2), lambda easel_at: array_to_string(if(1 = 0, list_reverse(easel_bytes[easel_at:easel_at + 1]), easel_bytes[easel_at:easel_at + 1]), '')))[1], ' ') as "y", array_to_string(list_transform([regexp_extract_all(regexp_replace('0490A4', '^0[xX]|[^0-9a-fA-F]', '', 'g'), '..')], lambda easel_bytes: list_transform(range(1, len(easel_bytes) + 1, 2), lambda easel_at: array_to_string(if(0 = 0, list_reverse(easel_bytes[easel_at:easel_at + 1]), easel_bytes[easel_at:easel_at + 1]), '')))[1], ' ') as "z" from "one"
-- rows
x STRING | y STRING | z STRING
9004 FEA4 | 0490 A4FE | 9004 A4
