-- shows 0x20 to 0x7F, others as a dot
-- Log Parser
SELECT HEX_TO_ASC('48690A7F80') AS x FROM one
-- DuckDB
select array_to_string(list_transform(list_transform(regexp_extract_all(regexp_replace('48690A7F80', '^0[xX]|[^0-9a-fA-F]', '', 'g'), '..'), lambda h: ('0x' || h)::integer), lambda n: if(n between 32 and 127, chr(n), '.')), '') as "x" from "one"
-- rows
x STRING
Hi..
