-- stands behind the index-th separator from the right
-- Log Parser
SELECT EXTRACT_SUFFIX(s,0,',') AS a, EXTRACT_SUFFIX(s,1,',') AS b, EXTRACT_SUFFIX(s,3,',') AS c, EXTRACT_SUFFIX(s,4,',') AS d, EXTRACT_SUFFIX(s,-1,',') AS e FROM t WHERE id IN (1;5)
-- DuckDB
select split_part("s", ',', -1) as "a", list_transform([string_split("s", ',')], lambda t: case when if(1 < 0, len(t) + 1, 1 + 1) between 1 and len(t) then array_to_string(t[len(t) - if(1 < 0, len(t) + 1, 1 + 1) + 1:], ',') end)[1] as "b", list_transform([string_split("s", ',')], lambda t: case when if(3 < 0, len(t) + 3, 3 + 1) between 1 and len(t) then array_to_string(t[len(t) - if(3 < 0, len(t) + 3, 3 + 1) + 1:], ',') end)[1] as "c", list_transform([string_split("s", ',')], lambda t: case when if(4 < 0, len(t) + 4, 4 + 1) between 1 and len(t) then array_to_string(t[len(t) - if(4 < 0, len(t) + 4, 4 + 1) + 1:], ',') end)[1] as "d", list_transform([string_split("s", ',')], lambda t: case when if((-1) < 0, len(t) + (-1), (-1) + 1) between 1 and len(t) then array_to_string(t[len(t) - if((-1) < 0, len(t) + (-1), (-1) + 1) + 1:], ',') end)[1] as "e" from "t" where "id" in (1, 5)
-- rows
a STRING | b STRING | c STRING | d STRING | e STRING
abc | NULL | NULL | NULL | NULL
c | ,c | a,b,,c | NULL | b,,c
