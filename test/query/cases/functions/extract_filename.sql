-- knows both separators
-- Log Parser
SELECT id, EXTRACT_FILENAME(s) AS x, EXTRACT_FILENAME('a/b\\c.txt') AS y FROM texts WHERE id <= 3
-- DuckDB
select "id", regexp_extract("s", '[^\\/]*$') as "x", 'c.txt' as "y" from "texts" where ("id" <= 3 or "id" is null)
-- rows
id INTEGER | x STRING | y STRING
1 | ex240501.log | c.txt
2 | app.tar.gz | c.txt
3 | readme | c.txt
