-- % alone takes all but NULL
-- Log Parser
SELECT id FROM t WHERE s LIKE '%'
-- DuckDB
select "id" from "t" where "s" is not null
-- rows
id INTEGER
1
2
4
5
