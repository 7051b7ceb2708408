-- ALL wants every value
-- Log Parser
SELECT id FROM t WHERE a >= ALL (SELECT b FROM t)
-- DuckDB
select "id" from "t" where not exists (select 1 from (select "b" as "_n1" from "t") where ("a" < _n1 or ("a" is null and _n1 is not null)))
-- rows
id INTEGER
1
4
