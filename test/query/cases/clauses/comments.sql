-- comments stand anywhere
-- Log Parser
SELECT id, /* one */ a -- two
  // three
  , b /* http://x.example/(a) */
FROM t -- four
WHERE id = 1 // five
  AND a /* six */ = 5 /* seven */
-- DuckDB
select "id", "a", "b" from "t" where ("id" = 1 and "a" = 5)
-- rows
id INTEGER | a INTEGER | b INTEGER
1 | 5 | 2
