-- STRCAT of many, strictly
-- strict: yes
-- Log Parser
SELECT STRCAT(cs-method,' ',c-ip) FROM log
-- error
[strict-dialect] at 1:8
SELECT clause: Semantic Error: function STRCAT takes 2 arguments in Log Parser 2.2
SELECT STRCAT(cs-method,' ',c-ip) FROM log
       ^^^^^^
help: leave --strict-dialect out
