-- reads both spellings of a token
-- Log Parser
SELECT EAS_LOG(cs-uri-query,'Hb') AS hb, EAS_LOG(cs-uri-query,'SC1') AS sc, EAS_LOG(cs-uri-query,'V') AS v, EAS_LOG(cs-uri-query,'H') AS h FROM log WHERE cs-uri-stem LIKE '%eas'
-- DuckDB
select easel_log_hb_10("cs-uri-query") as "hb", easel_log_sc1_110("cs-uri-query") as "sc", easel_log_v_1("cs-uri-query") as "v", easel_log_h_1("cs-uri-query") as "h" from "log" where lower("cs-uri-stem") like '%eas'
-- rows
hb STRING | sc STRING | v STRING | h STRING
900 | NULL | 141 | NULL
600 | 2 | 141 | NULL
