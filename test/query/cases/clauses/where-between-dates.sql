-- BETWEEN of timestamps
-- Log Parser
SELECT id FROM t WHERE d BETWEEN TIMESTAMP('2024-01-01','yyyy-MM-dd') AND TIMESTAMP('2024-06-30','yyyy-MM-dd')
-- DuckDB
select "id" from "t" where ("d" >= date '2024-01-01' and ("d" <= date '2024-06-30' or "d" is null))
-- rows
id INTEGER
1
