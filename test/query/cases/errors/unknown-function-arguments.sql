-- a function with several arguments
-- Log Parser
SELECT EXTRACT_TOKN(cs-uri-stem, 1, '/') FROM log
-- error
[unknown-function] at 1:8
SELECT clause: Syntax Error: no function EXTRACT_TOKN
SELECT EXTRACT_TOKN(cs-uri-stem, 1, '/') FROM log
       ^^^^^^^^^^^^
help: did you mean EXTRACT_TOKEN?
