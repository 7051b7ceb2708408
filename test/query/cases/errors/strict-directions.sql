-- directions of keys, strictly
-- strict: yes
-- Log Parser
SELECT date, time FROM log ORDER BY date DESC, time ASC
-- error
[strict-dialect] at 1:46
Syntax Error: Log Parser 2.2 does not know a direction for each ORDER BY key
SELECT date, time FROM log ORDER BY date DESC, time ASC
                                             ^
help: leave --strict-dialect out
