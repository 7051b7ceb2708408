-- both spellings of unequal
-- Log Parser
SELECT id FROM t WHERE b != 2 AND b <> 3
-- DuckDB
select "id" from "t" where ("b" is distinct from 2 and "b" is distinct from 3)
-- rows
id INTEGER
4
5
