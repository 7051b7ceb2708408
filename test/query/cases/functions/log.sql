-- is NULL for 0 and less
-- Log Parser
SELECT id, LOG(a) AS x FROM t
-- DuckDB
select "id", case when "a" > 0 then ln("a") end as "x" from "t"
-- rows
id INTEGER | x REAL
1 | 1.609438
2 | NULL
3 | NULL
4 | 2.302585
5 | NULL
