-- a repetition only RE2 refuses
-- Log Parser
SELECT REGEXP_REPLACE(cs-method, 'G{2000}', '') FROM log
-- error
[regular-expression] at 1:34
SELECT clause: Semantic Error: the regular expression is wrong: invalid repetition size: {2000}
SELECT REGEXP_REPLACE(cs-method, 'G{2000}', '') FROM log
                                 ^^^^^^^^^
