-- keywords are of any case
-- Log Parser
sElEcT Id As X fRoM t WhErE iD iN (1;2) oRdEr bY x dEsC
-- DuckDB
select "id" as "X" from "t" where "id" in (1, 2) order by 1 desc nulls last
-- rows
X INTEGER
2
1
