-- is a constant whose missing parts are those of year 0
-- Log Parser
SELECT TIMESTAMP('2024-05-01 07:08:09','yyyy-MM-dd hh:mm:ss') AS x, TIMESTAMP('2','d') AS y, TIMESTAMP('4','h') AS z, TIMESTAMP('05/2024','MM/yyyy') AS w FROM one
-- DuckDB
select timestamp '2024-05-01 07:08:09' as "x", date '0000-01-02' as "y", time '04:00:00' as "z", date '2024-05-01' as "w" from "one"
-- rows
x TIMESTAMP | y TIMESTAMP date | z TIMESTAMP time | w TIMESTAMP date
2024-05-01 07:08:09 | 0000-01-02 | 04:00:00 | 2024-05-01
