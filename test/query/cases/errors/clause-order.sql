-- WHERE before FROM
-- Log Parser
SELECT date WHERE sc-status = 200 FROM log
-- error
[clause-order] at 1:13
Syntax Error: WHERE stands in the wrong place
SELECT date WHERE sc-status = 200 FROM log
            ^^^^^
help: the order of clauses is SELECT, USING, INTO, FROM, WHERE, GROUP BY, HAVING, ORDER BY
