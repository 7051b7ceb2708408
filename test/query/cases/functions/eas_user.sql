-- is lower case, decoded and without a domain
-- Log Parser
SELECT EAS_USER(cs-uri-query) AS x, EAS_USER('User=Anna%40contoso.com&Cmd=Sync') AS y FROM log WHERE cs-uri-stem LIKE '%eas'
-- DuckDB
select easel_eas_user("cs-uri-query") as "x", easel_eas_user('User=Anna%40contoso.com&Cmd=Sync') as "y" from "log" where lower("cs-uri-stem") like '%eas'
-- rows
x STRING | y STRING
anna | anna
anna | anna
