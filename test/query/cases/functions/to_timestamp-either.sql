-- an x takes the zero or none
-- Log Parser
SELECT id, TO_TIMESTAMP(s,'yyyy-Mx-dx hh:mm:ss') AS x FROM stamps WHERE id IN (1;2;4)
-- DuckDB
select "id", list_transform([regexp_extract("s", '^(?is)(\d{4})-(\d{1,2})-(\d{1,2}) (\d{2}):(\d{2}):(\d{2})$', ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'])], lambda easel_parts: case when easel_parts.p0 <> '' and try_cast(ltrim(easel_parts.p5) as bigint) < 60 then try(make_timestamp(try_cast(ltrim(easel_parts.p0) as bigint), try_cast(ltrim(easel_parts.p1) as bigint), try_cast(ltrim(easel_parts.p2) as bigint), try_cast(ltrim(easel_parts.p3) as bigint), try_cast(ltrim(easel_parts.p4) as bigint), try_cast(ltrim(easel_parts.p5) as bigint))) end)[1] as "x" from "stamps" where "id" in (1, 2, 4)
-- rows
id INTEGER | x TIMESTAMP
1 | 2024-05-01 07:08:09
2 | 2024-05-01 07:08:09
4 | NULL
