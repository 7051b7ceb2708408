-- grouping a join
-- Log Parser
SELECT b.region, COUNT(*) AS n FROM sales AS a JOIN sales AS b ON a.region = b.region GROUP BY b.region ORDER BY n DESC, region
-- DuckDB
select "_2.region" as "region", count(*) as "n" from (select _i1."region" as "_1.region", _i2."region" as "_2.region" from "sales" as _i1 inner join "sales" as _i2 on _i1."region" is not distinct from _i2."region") group by 1 order by 2 desc, 1 asc nulls first
-- rows
region STRING | n INTEGER
east | 9
west | 9
NULL | 1
