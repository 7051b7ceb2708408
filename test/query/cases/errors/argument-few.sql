-- too few arguments
-- Log Parser
SELECT EXTRACT_TOKEN(cs-uri-stem) FROM log
-- error
[argument-count] at 1:8
SELECT clause: Semantic Error: function EXTRACT_TOKEN takes at least 2 arguments
SELECT EXTRACT_TOKEN(cs-uri-stem) FROM log
       ^^^^^^^^^^^^^
help: EXTRACT_TOKEN(text STRING, index INTEGER, [separator STRING])
