-- filters groups
-- Log Parser
SELECT item, COUNT(*) AS n FROM sales GROUP BY item HAVING n > 1 AND item <> 'ink'
-- DuckDB
select _g1 as "item", _a1 as "n" from (select "item" as _g1, count(*) as _a1, min(_in) as _first from (select *, row_number() over () as _in from "sales") group by 1) where (_a1 > 1 and _g1 is distinct from 'ink') order by _first
-- rows
item STRING | n INTEGER
pen | 4
