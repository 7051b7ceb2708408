-- a text in double quotes
-- Log Parser
SELECT date FROM log WHERE cs-method = "GET"
-- error
[unexpected-character] at 1:40
Syntax Error: unexpected character '"'
SELECT date FROM log WHERE cs-method = "GET"
                                       ^
help: text stands in single quotes: 'text'
