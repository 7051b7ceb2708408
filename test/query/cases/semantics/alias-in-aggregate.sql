-- an alias inside an aggregate
-- Log Parser
SELECT COUNT(DISTINCT net) AS nets USING EXTRACT_PREFIX(c-ip,2,'.') AS net FROM log
-- DuckDB
select count(distinct list_transform([string_split("c-ip", '.')], lambda easel_tokens: case when 3 between 1 and len(easel_tokens) then array_to_string(easel_tokens[1:3], '.') end)[1]) as "nets" from "log"
-- rows
nets INTEGER
1
