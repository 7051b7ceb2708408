-- turns a text round
-- Log Parser
SELECT STRREV(s) AS x, STRREV('log') AS y FROM t WHERE id IN (1;4)
-- DuckDB
select reverse("s") as "x", reverse('log') as "y" from "t" where "id" in (1, 4)
-- rows
x STRING | y STRING
cba | gol
"" | gol
