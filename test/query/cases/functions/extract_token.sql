-- counts from 0; an empty token is empty, beyond is NULL
-- Log Parser
SELECT EXTRACT_TOKEN(s,0,',') AS a, EXTRACT_TOKEN(s,2,',') AS b, EXTRACT_TOKEN(s,4) AS c, EXTRACT_TOKEN(s,-1) AS d, EXTRACT_TOKEN(s,-4,',') AS e FROM t WHERE id IN (1;5)
-- DuckDB
select string_split("s", ',')[1] as "a", string_split("s", ',')[3] as "b", string_split("s", ',')[5] as "c", string_split("s", ',')[-1] as "d", string_split("s", ',')[-4] as "e" from "t" where "id" in (1, 5)
-- rows
a STRING | b STRING | c STRING | d STRING | e STRING
abc | NULL | NULL | abc | NULL
a | "" | NULL | c | a
