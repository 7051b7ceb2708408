-- tells how to see the fields where none is close
-- Log Parser
SELECT quantity FROM log
-- error
[unknown-field] at 1:8
SELECT clause: Syntax Error: unknown field 'quantity'.
SELECT quantity FROM log
       ^^^^^^^^
help: LogParser -h -i:TEST shows the fields
