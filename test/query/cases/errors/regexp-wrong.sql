-- a regular expression that is none
-- Log Parser
SELECT REGEXP_MATCH(cs-method,'(') FROM log
-- error
[regular-expression] at 1:31
SELECT clause: Semantic Error: the regular expression is wrong: missing ): (
SELECT REGEXP_MATCH(cs-method,'(') FROM log
                              ^^^
