-- an alias given twice
-- Log Parser
SELECT date AS d, time AS D FROM log
-- error
[duplicate-alias] at 1:27
SELECT clause: Semantic Error: cannot define the same alias twice ("D")
SELECT date AS d, time AS D FROM log
                          ^
