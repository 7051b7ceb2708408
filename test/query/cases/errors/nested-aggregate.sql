-- an aggregate of an aggregate
-- Log Parser
SELECT MAX(COUNT(*)) FROM log GROUP BY c-ip
-- error
[nested-aggregate] at 1:8
SELECT clause: Semantic Error: aggregate function MAX contains an aggregate function
SELECT MAX(COUNT(*)) FROM log GROUP BY c-ip
       ^^^
