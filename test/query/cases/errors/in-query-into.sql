-- INTO in a nested query
-- Log Parser
SELECT date FROM log WHERE sc-status IN (SELECT sc-status INTO x.csv FROM log)
-- error
[nested-into] at 1:59
Syntax Error: a nested query cannot have an INTO clause
SELECT date FROM log WHERE sc-status IN (SELECT sc-status INTO x.csv FROM log)
                                                          ^^^^
