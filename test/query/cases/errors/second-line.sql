-- shows the line of the fault
-- Log Parser
SELECT date,
  tme
FROM log
WHERE sc-status = 200
-- error
[unknown-field] at 2:3
SELECT clause: Syntax Error: unknown field 'tme'.
  tme
  ^^^
help: The closest match for input format 'TEST' is 'time'.
