-- 6: aliases with signs
-- Log Parser
SELECT COUNT(*) AS as-%, MAX(kB) AS Größe(kB) USING [kB/s KiloBytes/s] AS kB FROM odd
-- DuckDB
select count(*) as "as-%", max("kB/s KiloBytes/s") as "Größe(kB)" from "odd"
-- rows
as-% INTEGER | Größe(kB) INTEGER
1 | 10
