-- @ stands bare in a path that begins with / only
-- Log Parser
SELECT event/@time FROM t
-- error
[unexpected-character] at 1:14
Syntax Error: unexpected character '@'
SELECT event/@time FROM t
             ^
help: a name with such a character stands in square brackets: [the name]
