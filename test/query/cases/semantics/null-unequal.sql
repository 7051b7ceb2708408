-- <> NULL takes all others
-- Log Parser
SELECT id FROM t WHERE s <> NULL
-- DuckDB
select "id" from "t" where "s" is not null
-- rows
id INTEGER
1
2
4
5
