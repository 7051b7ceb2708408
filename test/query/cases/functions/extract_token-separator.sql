-- a separator may have several characters, or none
-- Log Parser
SELECT EXTRACT_TOKEN(s,1,'is ') AS x, EXTRACT_TOKEN(s,0,'') AS y, EXTRACT_TOKEN('a::b',1,'::') AS z FROM texts WHERE id = 4
-- DuckDB
select string_split("s", 'is ')[2] as "x", case when 0 in (0, -1) then "s" end as "y", 'b' as "z" from "texts" where "id" = 4
-- rows
x STRING | y STRING | z STRING
"" | This is a Test | b
