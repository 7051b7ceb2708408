-- takes the first pair of the key; its case counts
-- Log Parser
SELECT EXTRACT_VALUE(s,'a') AS a, EXTRACT_VALUE(s,'b') AS b, EXTRACT_VALUE(s,'A') AS c, EXTRACT_VALUE(s,'c') AS d FROM texts WHERE id >= 4
-- DuckDB
select string_split(string_split(('&' || "s"), '&a=')[2], '&')[1] as "a", string_split(string_split(('&' || "s"), '&b=')[2], '&')[1] as "b", string_split(string_split(('&' || "s"), '&A=')[2], '&')[1] as "c", string_split(string_split(('&' || "s"), '&c=')[2], '&')[1] as "d" from "texts" where "id" >= 4
-- rows
a STRING | b STRING | c STRING | d STRING
NULL | NULL | NULL | NULL
1 | "" | NULL | 3
NULL | NULL | NULL | NULL
