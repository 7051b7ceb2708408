-- INTO behind FROM
-- Log Parser
SELECT date FROM log INTO out.csv
-- error
[clause-order] at 1:22
Syntax Error: INTO stands in the wrong place
SELECT date FROM log INTO out.csv
                     ^^^^
help: the order of clauses is SELECT, USING, INTO, FROM, WHERE, GROUP BY, HAVING, ORDER BY
