-- a comment that is not closed
-- Log Parser
SELECT date /* from log
-- error
[unterminated] at 1:13
Syntax Error: comment is not terminated
SELECT date /* from log
            ^
help: end it with */
