-- a text that is not closed
-- Log Parser
SELECT date FROM log WHERE cs-method = 'GET
-- error
[unterminated] at 1:40
Syntax Error: string constant is not terminated
SELECT date FROM log WHERE cs-method = 'GET
                                       ^
help: end it with a single quote; a quote inside is written \'
