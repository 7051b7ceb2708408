-- ADD of a text and a number
-- Log Parser
SELECT ADD(cs-method, 1) FROM log
-- error
[argument-type] at 1:23
SELECT clause: Semantic Error: arguments of function ADD must be of one type, not STRING and INTEGER
SELECT ADD(cs-method, 1) FROM log
                      ^
