-- a time is compared as that of year 0
-- Log Parser
SELECT id FROM t WHERE tm < at AND tm = TIMESTAMP('0000-01-01 06:30','yyyy-MM-dd hh:mm')
-- DuckDB
select "id" from "t" where (((date '0000-01-01' + "tm") < "at" or ((date '0000-01-01' + "tm") is null and "at" is not null)) and "tm" = time '06:30:00')
-- rows
id INTEGER
5
