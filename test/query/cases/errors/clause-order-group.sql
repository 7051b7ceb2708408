-- GROUP BY behind ORDER BY
-- Log Parser
SELECT date FROM log ORDER BY date GROUP BY date
-- error
[clause-order] at 1:36
Syntax Error: GROUP BY stands in the wrong place
SELECT date FROM log ORDER BY date GROUP BY date
                                   ^^^^^
help: the order of clauses is SELECT, USING, INTO, FROM, WHERE, GROUP BY, HAVING, ORDER BY
