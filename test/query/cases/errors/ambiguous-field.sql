-- a field of both inputs of a join
-- Log Parser
SELECT date FROM log AS a JOIN log AS b ON a.date = b.date
-- error
[ambiguous-field] at 1:8
SELECT clause: Semantic Error: field 'date' is in several inputs
SELECT date FROM log AS a JOIN log AS b ON a.date = b.date
       ^^^^
help: write a.date or b.date
