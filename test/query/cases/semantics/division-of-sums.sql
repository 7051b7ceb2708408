-- a quotient of aggregates of different types
-- Log Parser
SELECT DIV(MUL(1.0,SUM(sc-bytes)),COUNT(*)) AS x FROM log
-- DuckDB
select ((1::double * _a1::double) / nullif(_a2::double, 0)) as "x" from (select try_cast(sum("sc-bytes") as bigint) as _a1, count(*) as _a2 from "log")
-- rows
x REAL
1291.666667
