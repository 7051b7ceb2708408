-- counts input records, also in WHERE
-- Log Parser
SELECT IN_ROW_NUMBER() AS n, id FROM t WHERE MOD(IN_ROW_NUMBER(),2) = 1
-- DuckDB
select _in as "n", "id" from (select *, row_number() over () as _in from "t") where try(_in % 2) = 1
-- rows
n INTEGER | id INTEGER
1 | 1
3 | 3
5 | 5
