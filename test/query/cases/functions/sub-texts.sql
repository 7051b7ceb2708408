-- takes away what the texts begin with alike
-- Log Parser
SELECT SUB('ThisIsATest','This') AS x, SUB(s,'ab') AS y FROM t WHERE id IN (1;2)
-- DuckDB
select 'IsATest' as "x", substring("s", 1 + coalesce(len(list_filter(range(1, least(length("s"), length('ab')) + 1), lambda easel_length: starts_with("s", substring('ab', 1, easel_length)))), 0)) as "y" from "t" where "id" in (1, 2)
-- rows
x STRING | y STRING
IsATest | c
IsATest | ABC
