-- an alias that needs itself
-- Log Parser
SELECT ADD(x,1) AS x FROM log
-- error
[alias-loop] at 1:20
SELECT clause: Semantic Error: alias "x" is defined by itself
SELECT ADD(x,1) AS x FROM log
                   ^
