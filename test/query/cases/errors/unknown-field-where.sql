-- also in WHERE
-- Log Parser
SELECT date FROM log WHERE cs-usrname = 'x'
-- error
[unknown-field] at 1:28
WHERE clause: Syntax Error: unknown field 'cs-usrname'.
SELECT date FROM log WHERE cs-usrname = 'x'
                           ^^^^^^^^^^
help: The closest match for input format 'TEST' is 'cs-username'.
