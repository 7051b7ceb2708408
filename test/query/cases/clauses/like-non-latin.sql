-- case of other letters too
-- Log Parser
SELECT COUNT(*) AS n FROM one WHERE 'Größe ÄÖ' LIKE '%äö'
-- DuckDB
select count(*) as "n" from "one" where lower('Größe ÄÖ') like lower('%äö')
-- rows
n INTEGER
1
