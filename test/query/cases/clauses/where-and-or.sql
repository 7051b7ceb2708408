-- AND binds closer than OR, NOT closer than AND
-- Log Parser
SELECT id FROM t WHERE id = 1 OR id = 2 AND NOT a > 0
-- DuckDB
select "id" from "t" where ("id" = 1 or ("id" = 2 and ("a" <= 0 or "a" is null)))
-- rows
id INTEGER
1
2
