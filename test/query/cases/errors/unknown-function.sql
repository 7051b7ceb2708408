-- names the closest function
-- Log Parser
SELECT STRREVV(cs-uri-stem) FROM log
-- error
[unknown-function] at 1:8
SELECT clause: Syntax Error: no function STRREVV
SELECT STRREVV(cs-uri-stem) FROM log
       ^^^^^^^
help: did you mean STRREV?
