-- an alias given in SELECT and USING
-- Log Parser
SELECT date AS d USING time AS d FROM log
-- error
[duplicate-alias] at 1:32
USING clause: Semantic Error: cannot define the same alias twice ("d")
SELECT date AS d USING time AS d FROM log
                               ^
