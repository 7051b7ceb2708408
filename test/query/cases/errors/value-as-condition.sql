-- a value where a condition belongs
-- Log Parser
SELECT date FROM log WHERE cs-method
-- error
[no-condition] at 1:28
Syntax Error: a condition is expected here, this is a value
SELECT date FROM log WHERE cs-method
                           ^^^^^^^^^
