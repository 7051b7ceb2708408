-- OUT_ROW_NUMBER in an aggregate
-- Log Parser
SELECT MAX(OUT_ROW_NUMBER()) FROM log
-- error
[aggregate-argument] at 1:8
SELECT clause: Semantic Error: SEQUENCE and OUT_ROW_NUMBER cannot be arguments of aggregate function MAX
SELECT MAX(OUT_ROW_NUMBER()) FROM log
       ^^^
