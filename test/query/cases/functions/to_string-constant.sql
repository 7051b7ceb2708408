-- formats constants as it formats fields
-- Log Parser
SELECT TO_STRING(TIMESTAMP('2024-05-01 07:08:09','yyyy-MM-dd hh:mm:ss'),'dd/MMM/yyyy:hx:mm:ss tt') AS x, TO_STRING(TIMESTAMP('2024-05-01 13:08:09','yyyy-MM-dd hh:mm:ss'),'h:mm:ss TT') AS y FROM one
-- DuckDB
select '01/May/2024:7:08:09 AM' as "x", '1:08:09 PM' as "y" from "one"
-- rows
x STRING | y STRING
01/May/2024:7:08:09 AM | 1:08:09 PM
