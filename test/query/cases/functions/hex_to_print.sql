-- keeps CR and LF, others as a dot
-- Log Parser
SELECT HEX_TO_PRINT('48690D0A0041') AS x FROM one
-- DuckDB
select array_to_string(list_transform(list_transform(regexp_extract_all(regexp_replace('48690D0A0041', '^0[xX]|[^0-9a-fA-F]', '', 'g'), '..'), lambda h: ('0x' || h)::integer), lambda n: if(n between 32 and 126 or n in (9, 10, 13), chr(n), '.')), '') as "x" from "one"
-- rows
x STRING
"Hi\r\n.A"
