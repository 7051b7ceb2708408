-- counts the records of the output, in its order
-- Log Parser
SELECT OUT_ROW_NUMBER() AS n, a FROM t WHERE a IS NOT NULL ORDER BY a DESC
-- DuckDB
select row_number() over (order by "a" desc nulls last, _in) as "n", "a" from (select *, row_number() over () as _in from "t") where "a" is not null order by "a" desc nulls last, _in
-- rows
n INTEGER | a INTEGER
1 | 10
2 | 5
3 | 0
4 | -7
