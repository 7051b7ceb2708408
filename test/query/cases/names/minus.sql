-- a minus is part of a name or of a number
-- Log Parser
SELECT -5 AS x, sc-status FROM log WHERE sc-status > -1 AND sc-status < 300 AND time-taken<10
-- DuckDB
select (-5) as "x", "sc-status" from "log" where ("sc-status" > (-1) and ("sc-status" < 300 or "sc-status" is null) and ("time-taken" < 10 or "time-taken" is null))
-- rows
x INTEGER | sc-status INTEGER
-5 | 200
