-- names the closest field
-- Log Parser
SELECT sc-statsu FROM log
-- error
[unknown-field] at 1:8
SELECT clause: Syntax Error: unknown field 'sc-statsu'.
SELECT sc-statsu FROM log
       ^^^^^^^^^
help: The closest match for input format 'TEST' is 'sc-status'.
