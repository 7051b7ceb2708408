-- HASHSEQ of an aggregate
-- Log Parser
SELECT HASHSEQ(MAX(cs-method)) FROM log
-- error
[argument-aggregate] at 1:16
SELECT clause: Semantic Error: HASHSEQ cannot be used on an aggregate function
SELECT HASHSEQ(MAX(cs-method)) FROM log
               ^^^^^^^^^^^^^^
