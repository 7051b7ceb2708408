-- aliases that need each other
-- Log Parser
SELECT ADD(y,1) AS x, ADD(x,1) AS y FROM log
-- error
[alias-loop] at 1:20
SELECT clause: Semantic Error: alias "x" is defined by itself
SELECT ADD(y,1) AS x, ADD(x,1) AS y FROM log
                   ^
