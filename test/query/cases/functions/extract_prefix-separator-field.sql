-- a separator from a field
-- Log Parser
SELECT EXTRACT_PREFIX('a.b.c', 1, SUBSTR('.', 0, id)) AS x, EXTRACT_SUFFIX('a.b.c', 1, SUBSTR('.', 0, id)) AS y FROM t WHERE id = 1
-- DuckDB
select list_transform([if(_x1 = '', ['a.b.c'], string_split('a.b.c', _x1))], lambda easel_tokens: case when 2 between 1 and len(easel_tokens) then list_reduce(easel_tokens[1:2], lambda easel_left, easel_right: easel_left || _x1 || easel_right) end)[1] as "x", list_transform([if(_x1 = '', ['a.b.c'], string_split('a.b.c', _x1))], lambda easel_tokens: case when 2 between 1 and len(easel_tokens) then list_reduce(easel_tokens[len(easel_tokens) - (2) + 1:], lambda easel_left, easel_right: easel_left || _x1 || easel_right) end)[1] as "y" from (select *, substring('.', 1, if("id" < 0, 0, if("id" > 4294967294, 4294967294, "id"))) as _x1 from "t" where "id" = 1)
-- rows
x STRING | y STRING
a.b | b.c
