-- takes the first pair of the key; its case counts
-- Log Parser
SELECT EXTRACT_VALUE(s,'a') AS a, EXTRACT_VALUE(s,'b') AS b, EXTRACT_VALUE(s,'A') AS c, EXTRACT_VALUE(s,'c') AS d FROM texts WHERE id >= 4
-- DuckDB
select case when contains(('&' || "s"), '&a=') then split_part(split_part(('&' || "s"), '&a=', 2), '&', 1) end as "a", case when contains(('&' || "s"), '&b=') then split_part(split_part(('&' || "s"), '&b=', 2), '&', 1) end as "b", case when contains(('&' || "s"), '&A=') then split_part(split_part(('&' || "s"), '&A=', 2), '&', 1) end as "c", case when contains(('&' || "s"), '&c=') then split_part(split_part(('&' || "s"), '&c=', 2), '&', 1) end as "d" from "texts" where "id" >= 4
-- rows
a STRING | b STRING | c STRING | d STRING
NULL | NULL | NULL | NULL
1 | "" | NULL | 3
NULL | NULL | NULL | NULL
