-- ActiveSync functions, strictly
-- strict: yes
-- Log Parser
SELECT EAS_CMD(cs-uri-query) FROM log
-- error
[strict-dialect] at 1:8
SELECT clause: Semantic Error: Log Parser 2.2 does not know function EAS_CMD
SELECT EAS_CMD(cs-uri-query) FROM log
       ^^^^^^^
help: leave --strict-dialect out
