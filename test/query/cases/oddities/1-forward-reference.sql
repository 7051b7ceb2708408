-- 1: an item uses an alias defined later
-- Log Parser
SELECT STRCAT(Host,'!') AS Loud, EXTRACT_TOKEN(cs(Referer),2,'/') AS Host FROM log WHERE sc-status = 302
-- DuckDB
select concat(string_split("cs(Referer)", '/')[3], '!') as "Loud", string_split("cs(Referer)", '/')[3] as "Host" from "log" where "sc-status" = 302
-- rows
Loud STRING | Host STRING
mail.contoso.com! | mail.contoso.com
