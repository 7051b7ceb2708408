-- a sub-query in FROM
-- Log Parser
SELECT n, COUNT(*) AS groups FROM (SELECT item, COUNT(*) AS n FROM sales GROUP BY item) AS q GROUP BY n ORDER BY n
-- DuckDB
select "n", count(*) as "groups" from (select "item", count(*) as "n" from (select *, row_number() over () as _in from "sales") group by 1 order by min(_in)) group by 1 order by 1 asc nulls first, 2
-- rows
n INTEGER | groups INTEGER
1 | 1
2 | 1
4 | 1
