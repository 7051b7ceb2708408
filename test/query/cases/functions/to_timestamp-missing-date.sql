-- a missing date part is that of year 0
-- Log Parser
SELECT TO_TIMESTAMP(STRCAT(s,' 3'),'hh:mm:ss d') AS x FROM stamps WHERE id = 7
-- DuckDB
select list_transform([regexp_extract(concat("s", ' 3'), '^(?is)(\d{2}):(\d{2}):(\d{2}) ([1-9]\d{0,1}|0)$', ['p0', 'p1', 'p2', 'p3'])], lambda easel_parts: case when easel_parts.p0 <> '' and try_cast(ltrim(easel_parts.p2) as bigint) < 60 then try(make_timestamp(0, 1, try_cast(ltrim(easel_parts.p3) as bigint), try_cast(ltrim(easel_parts.p0) as bigint), try_cast(ltrim(easel_parts.p1) as bigint), try_cast(ltrim(easel_parts.p2) as bigint))) end)[1] as "x" from "stamps" where "id" = 7
-- rows
x TIMESTAMP
0000-01-03 07:08:09
