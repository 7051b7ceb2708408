-- 6: names with brackets, signs and other scripts
-- Log Parser
SELECT LongestRequestTime(s), Local/24, EndADBudget%, 日時(UTC), To FROM odd
-- DuckDB
select "LongestRequestTime(s)", "Local/24", "EndADBudget%", "日時(UTC)", "To" from "odd"
-- rows
LongestRequestTime(s) INTEGER | Local/24 STRING | EndADBudget% INTEGER | 日時(UTC) STRING | To STRING
3 | 10.0.0.0/24 | 7 | 2024/05/01 07:08 | anna@contoso.com
