-- reads strictly: a missing zero or a day that is not gives NULL
-- Log Parser
SELECT id, TO_TIMESTAMP(s,'yyyy-MM-dd hh:mm:ss') AS x FROM stamps
-- DuckDB
select "id", case when strlen("s") = 19 and try_cast("s" as timestamp)::varchar = "s" then try_cast("s" as timestamp) end as "x" from "stamps"
-- rows
id INTEGER | x TIMESTAMP
1 | 2024-05-01 07:08:09
2 | NULL
3 | NULL
4 | NULL
5 | NULL
6 | NULL
7 | NULL
8 | NULL
9 | NULL
10 | NULL
