-- NOT LIKE is true for NULL
-- Log Parser
SELECT id FROM t WHERE s NOT LIKE '%b%'
-- DuckDB
select "id" from "t" where (not (lower("s") like '%b%') or "s" is null)
-- rows
id INTEGER
3
4
