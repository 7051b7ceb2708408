-- stands before the index-th separator; beyond the last is NULL
-- Log Parser
SELECT EXTRACT_PREFIX(s,0,',') AS a, EXTRACT_PREFIX(s,1,',') AS b, EXTRACT_PREFIX(s,3,',') AS c, EXTRACT_PREFIX(s,4,',') AS d, EXTRACT_PREFIX(s,-1,',') AS e FROM t WHERE id IN (1;5)
-- DuckDB
select split_part("s", ',', 1) as "a", list_transform([string_split("s", ',')], lambda easel_tokens: case when 2 between 1 and len(easel_tokens) then array_to_string(easel_tokens[1:2], ',') end)[1] as "b", list_transform([string_split("s", ',')], lambda easel_tokens: case when 4 between 1 and len(easel_tokens) then array_to_string(easel_tokens[1:4], ',') end)[1] as "c", list_transform([string_split("s", ',')], lambda easel_tokens: case when 5 between 1 and len(easel_tokens) then array_to_string(easel_tokens[1:5], ',') end)[1] as "d", list_transform([string_split("s", ',')], lambda easel_tokens: case when len(easel_tokens) - 1 between 1 and len(easel_tokens) then array_to_string(easel_tokens[1:len(easel_tokens) - 1], ',') end)[1] as "e" from "t" where "id" in (1, 5)
-- rows
a STRING | b STRING | c STRING | d STRING | e STRING
abc | NULL | NULL | NULL | NULL
a | a,b | a,b,,c | NULL | a,b,
