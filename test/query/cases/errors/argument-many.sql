-- too many arguments
-- Log Parser
SELECT STRLEN(cs-uri-stem, 1) FROM log
-- error
[argument-count] at 1:28
SELECT clause: Semantic Error: function STRLEN takes 1 argument
SELECT STRLEN(cs-uri-stem, 1) FROM log
                           ^
help: STRLEN(text STRING)
