-- NOT turns a comparison with NULL round
-- Log Parser
SELECT id FROM t WHERE NOT a > -100
-- DuckDB
select "id" from "t" where ("a" <= (-100) or "a" is null)
-- rows
id INTEGER
3
