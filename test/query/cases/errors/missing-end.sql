-- CASE without END
-- Log Parser
SELECT CASE cs-method WHEN 'GET' THEN 1 FROM log
-- error
[unexpected-token] at 1:41
Syntax Error: expected END to close CASE, found 'FROM'
SELECT CASE cs-method WHEN 'GET' THEN 1 FROM log
                                        ^^^^
