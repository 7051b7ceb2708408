-- numbers distinct texts by appearance; NULL stays NULL
-- Log Parser
SELECT region, HASHSEQ(region) AS x FROM sales
-- DuckDB
select "region", case when "region" is not null then _x2 end as "x" from (select *, dense_rank() over (order by _x1 asc nulls last) as _x2 from (select *, min(case when "region" is not null then _in end) over (partition by "region") as _x1 from (select *, row_number() over () as _in from "sales"))) order by _in
-- rows
region STRING | x INTEGER
west | 1
east | 2
west | 1
west | 1
east | 2
NULL | NULL
east | 2
