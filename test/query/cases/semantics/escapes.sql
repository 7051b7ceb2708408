-- string escapes
-- Log Parser
SELECT 'it\'s' AS a, 'back\\slash' AS b, '\u0041' AS c, 'C:\dir\x' AS d, 'it''s' AS e FROM one
-- DuckDB
select 'it''s' as "a", 'back\slash' as "b", 'A' as "c", 'C:\dir\x' as "d", 'it''s' as "e" from "one"
-- rows
a STRING | b STRING | c STRING | d STRING | e STRING
it's | back\slash | A | C:\dir\x | it's
