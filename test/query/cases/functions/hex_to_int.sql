-- takes up to eight bytes, the first the highest
-- Log Parser
SELECT HEX_TO_INT('FE08AAD64C') AS x, HEX_TO_INT(STRCAT('0', TO_STRING(a))) AS y, HEX_TO_INT('FFFFFFFFFFFFFFFF') AS z, HEX_TO_INT('00112233445566778899') AS w, HEX_TO_INT('xyz') AS v FROM t WHERE id IN (1;4)
-- DuckDB
select 1091067106892 as "x", case when regexp_full_match(regexp_replace(concat('0', "a"::varchar), '^0[xX]|\s', '', 'g'), '[0-9a-fA-F]{1,16}') then try(if(try_cast('0x' || regexp_replace(concat('0', "a"::varchar), '^0[xX]|\s', '', 'g') as ubigint) > 9223372036854775807, (try_cast('0x' || regexp_replace(concat('0', "a"::varchar), '^0[xX]|\s', '', 'g') as ubigint)::hugeint - 18446744073709551616)::bigint, try_cast('0x' || regexp_replace(concat('0', "a"::varchar), '^0[xX]|\s', '', 'g') as ubigint)::bigint)) end as "y", (-1) as "z", null::bigint as "w", null::bigint as "v" from "t" where "id" in (1, 4)
-- rows
x INTEGER | y INTEGER | z INTEGER | w INTEGER | v INTEGER
1091067106892 | 5 | -1 | NULL | NULL
1091067106892 | 16 | -1 | NULL | NULL
