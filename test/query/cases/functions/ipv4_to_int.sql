-- is NULL where there is no address
-- Log Parser
SELECT IPV4_TO_INT('192.168.1.100') AS x, IPV4_TO_INT(c-ip) AS y, IPV4_TO_INT(cs-username) AS z, IPV4_TO_INT('1.2.3.256') AS w FROM log WHERE sc-status = 302
-- DuckDB
select 3232235876 as "x", list_transform([string_split("c-ip", '.')], lambda p: case when len(p) = 4 and len(list_filter(p, lambda n: regexp_full_match(n, '[0-9]{1,3}') and try_cast(n as integer) < 256)) = 4 then ((p[1]::bigint * 256 + p[2]::bigint) * 256 + p[3]::bigint) * 256 + p[4]::bigint end)[1] as "y", list_transform([string_split("cs-username", '.')], lambda p: case when len(p) = 4 and len(list_filter(p, lambda n: regexp_full_match(n, '[0-9]{1,3}') and try_cast(n as integer) < 256)) = 4 then ((p[1]::bigint * 256 + p[2]::bigint) * 256 + p[3]::bigint) * 256 + p[4]::bigint end)[1] as "z", null::bigint as "w" from "log" where "sc-status" = 302
-- rows
x INTEGER | y INTEGER | z INTEGER | w INTEGER
3232235876 | 167772162 | NULL | NULL
