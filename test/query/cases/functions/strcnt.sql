-- counts occurrences that do not overlap
-- Log Parser
SELECT STRCNT('This is a Test','is') AS x, STRCNT(s,',') AS y, STRCNT(s,p) AS z FROM t WHERE id IN (1;5)
-- DuckDB
select 2 as "x", case when ',' = '' then 0 else (length("s") - length(replace("s", ',', ''))) // length(',') end as "y", case when "p" = '' then 0 else (length("s") - length(replace("s", "p", ''))) // length("p") end as "z" from "t" where "id" in (1, 5)
-- rows
x INTEGER | y INTEGER | z INTEGER
2 | 0 | 1
2 | 3 | 3
