-- knows the SIDs of every system and leaves others
-- Log Parser
SELECT RESOLVE_SID('S-1-5-18') AS x, RESOLVE_SID('S-1-5-21-1-2-3-500') AS y, RESOLVE_SID(s) AS z FROM t WHERE id = 3
-- DuckDB
select easel_resolve_sid('S-1-5-18') as "x", easel_resolve_sid('S-1-5-21-1-2-3-500') as "y", easel_resolve_sid("s") as "z" from "t" where "id" = 3
-- rows
x STRING | y STRING | z STRING
NT AUTHORITY\SYSTEM | S-1-5-21-1-2-3-500 | NULL
