-- NULL among constants
-- Log Parser
SELECT x FROM one WHERE NULL < 0 AND NULL <= NULL AND NOT (NULL < NULL) AND 0 > NULL
-- DuckDB
select "x" from "one"
-- rows
x INTEGER
1
