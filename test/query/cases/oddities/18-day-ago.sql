-- 18: 24 hours ago
-- Log Parser
SELECT SUB(TO_LOCALTIME(SYSTEM_TIMESTAMP()), TIMESTAMP('0000-01-02 00:00', 'yyyy-MM-dd HH:mm')) AS x FROM one
-- DuckDB
select timestamp '2024-04-30 12:34:56' as "x" from "one"
-- rows
x TIMESTAMP
2024-04-30 12:34:56
