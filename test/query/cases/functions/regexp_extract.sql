-- gives a group; NULL where nothing is found
-- Log Parser
SELECT REGEXP_EXTRACT(cs-uri-stem,'/([^/]+)/',1) AS x, REGEXP_EXTRACT(cs-uri-stem,'\\.[a-z]+$') AS y FROM log WHERE sc-status > 200
-- DuckDB
select case when regexp_matches("cs-uri-stem", '/([^/]+)/') then regexp_extract("cs-uri-stem", '/([^/]+)/', 1) end as "x", case when regexp_matches("cs-uri-stem", '\.[a-z]+$') then regexp_extract("cs-uri-stem", '\.[a-z]+$', 0) end as "y" from "log" where "sc-status" > 200
-- rows
x STRING | y STRING
owa | .aspx
NULL | .htm
EWS | .asmx
