-- has no separator at its end
-- Log Parser
SELECT id, EXTRACT_PATH(s) AS x, EXTRACT_PATH('/x') AS y FROM texts WHERE id <= 3
-- DuckDB
select "id", regexp_replace("s", '(?s)^(?:(.*)[\\/])?[^\\/]*$', '\1') as "x", '' as "y" from "texts" where ("id" <= 3 or "id" is null)
-- rows
id INTEGER | x STRING | y STRING
1 | C:\inetpub\logs | ""
2 | /var/log | ""
3 | "" | ""
