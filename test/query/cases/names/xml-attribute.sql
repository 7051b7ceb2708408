-- the path of an XML attribute needs no brackets
-- Log Parser
SELECT /log/event/conn/@user, /@id AS n FROM (SELECT s AS [/log/event/conn/@user], id AS [/@id] FROM texts) WHERE /@id=3
-- DuckDB
select "/log/event/conn/@user", "/@id" as "n" from (select "s" as "/log/event/conn/@user", "id" as "/@id" from "texts") where "/@id" = 3
-- rows
/log/event/conn/@user STRING | n INTEGER
readme | 3
