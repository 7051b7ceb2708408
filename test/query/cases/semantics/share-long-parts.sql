-- a long part used several times is computed once
-- Log Parser
SELECT CASE EXTRACT_TOKEN(REPLACE_STR(cs-uri-stem,'.','/'),-1,'/') WHEN 'htm' THEN 'page' WHEN 'GIF' THEN 'picture' ELSE EXTRACT_TOKEN(REPLACE_STR(cs-uri-stem,'.','/'),-1,'/') END AS kind FROM log WHERE sc-status = 404 OR sc-bytes = 4000
-- DuckDB
select case when _x1 = 'htm' then 'page' when _x1 = 'GIF' then 'picture' else _x1 end as "kind" from (select *, string_split(replace("cs-uri-stem", '.', '/'), '/')[-1] as _x1 from "log" where ("sc-status" = 404 or "sc-bytes" = 4000))
-- rows
kind STRING
page
picture
