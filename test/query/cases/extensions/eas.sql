-- ActiveSync functions together
-- Log Parser
SELECT EAS_CMD(cs-uri-query) AS cmd, COUNT(*) AS n, MAX(TO_INT(EAS_LOG(cs-uri-query,'Hb'))) AS hb FROM log WHERE cmd IS NOT NULL GROUP BY cmd
-- DuckDB
select easel_eas_cmd("cs-uri-query") as "cmd", count(*) as "n", max(case when regexp_full_match(easel_log_hb_10("cs-uri-query"), '\s*[-+]?(0[xX][0-9a-fA-F]+|[0-9]+)\s*') then try_cast(trim(easel_log_hb_10("cs-uri-query")) as bigint) end) as "hb" from (select *, row_number() over () as _in from "log") where easel_eas_cmd("cs-uri-query") is not null group by 1 order by min(_in)
-- rows
cmd STRING | n INTEGER | hb INTEGER
Sync | 1 | 900
Ping | 1 | 600
