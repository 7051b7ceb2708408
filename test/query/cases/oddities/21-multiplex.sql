-- 21: stars in INTO
-- Log Parser
SELECT cs-method, c-ip INTO dir\*_stamp.csv FROM log WHERE sc-status = 404
-- DuckDB
select "cs-method", "c-ip" from "log" where "sc-status" = 404
-- rows
cs-method STRING | c-ip STRING
GET | 10.0.0.3
