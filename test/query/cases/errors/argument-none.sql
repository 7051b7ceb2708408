-- an argument for a function without any
-- Log Parser
SELECT SYSTEM_DATE(1) FROM log
-- error
[argument-count] at 1:20
SELECT clause: Semantic Error: function SYSTEM_DATE takes 0 arguments
SELECT SYSTEM_DATE(1) FROM log
                   ^
help: SYSTEM_DATE()
