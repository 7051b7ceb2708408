-- separates the bytes
-- Log Parser
SELECT HEX_TO_HEX8('0490A4FE') AS x FROM one
-- DuckDB
select array_to_string(list_transform([regexp_extract_all(regexp_replace('0490A4FE', '^0[xX]|[^0-9a-fA-F]', '', 'g'), '..')], lambda easel_bytes: list_transform(range(1, len(easel_bytes) + 1, 1), lambda easel_at: array_to_string(easel_bytes[easel_at:easel_at + 0], '')))[1], ' ') as "x" from "one"
-- rows
x STRING
04 90 A4 FE
