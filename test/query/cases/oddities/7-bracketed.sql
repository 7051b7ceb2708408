-- 7: names in brackets
-- Log Parser
SELECT [#Fields: date-time], [kB/s KiloBytes/s] FROM odd WHERE [kB/s KiloBytes/s] > 1
-- DuckDB
select "#Fields: date-time", "kB/s KiloBytes/s" from "odd" where "kB/s KiloBytes/s" > 1
-- rows
#Fields: date-time STRING | kB/s KiloBytes/s INTEGER
2024-05-01T07:08:09.123Z | 10
