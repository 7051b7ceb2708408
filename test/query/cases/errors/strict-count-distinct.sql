-- COUNT(DISTINCT) with GROUP BY, strictly
-- strict: yes
-- Log Parser
SELECT cs-method, COUNT(DISTINCT c-ip) FROM log GROUP BY cs-method
-- error
[strict-dialect] at 1:19
SELECT clause: Semantic Error: aggregate function COUNT does not support DISTINCT together with GROUP BY in Log Parser 2.2
SELECT cs-method, COUNT(DISTINCT c-ip) FROM log GROUP BY cs-method
                  ^^^^^
help: leave --strict-dialect out
