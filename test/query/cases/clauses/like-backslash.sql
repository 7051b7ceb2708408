-- single backslashes of a path are themselves
-- Log Parser
SELECT id FROM texts WHERE s LIKE '%\inetpub\%'
-- DuckDB
select "id" from "texts" where lower("s") like '%\\inetpub\\%' escape '\'
-- rows
id INTEGER
1
