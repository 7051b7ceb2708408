-- stands behind the index-th separator from the right
-- Log Parser
SELECT EXTRACT_SUFFIX(s,0,',') AS a, EXTRACT_SUFFIX(s,1,',') AS b, EXTRACT_SUFFIX(s,3,',') AS c, EXTRACT_SUFFIX(s,4,',') AS d, EXTRACT_SUFFIX(s,-1,',') AS e FROM t WHERE id IN (1;5)
-- DuckDB
select split_part("s", ',', -1) as "a", list_transform([string_split("s", ',')], lambda easel_tokens: case when 2 between 1 and len(easel_tokens) then array_to_string(easel_tokens[len(easel_tokens) - (2) + 1:], ',') end)[1] as "b", list_transform([string_split("s", ',')], lambda easel_tokens: case when 4 between 1 and len(easel_tokens) then array_to_string(easel_tokens[len(easel_tokens) - (4) + 1:], ',') end)[1] as "c", list_transform([string_split("s", ',')], lambda easel_tokens: case when 5 between 1 and len(easel_tokens) then array_to_string(easel_tokens[len(easel_tokens) - (5) + 1:], ',') end)[1] as "d", list_transform([string_split("s", ',')], lambda easel_tokens: case when len(easel_tokens) - 1 between 1 and len(easel_tokens) then array_to_string(easel_tokens[len(easel_tokens) - (len(easel_tokens) - 1) + 1:], ',') end)[1] as "e" from "t" where "id" in (1, 5)
-- rows
a STRING | b STRING | c STRING | d STRING | e STRING
abc | NULL | NULL | NULL | NULL
c | ,c | a,b,,c | NULL | b,,c
