-- a regular expression RE2 cannot do
-- Log Parser
SELECT REGEXP_MATCH(cs-method,'G(?=E)') FROM log
-- error
[regular-expression] at 1:31
SELECT clause: Semantic Error: the regular expression uses a back-reference or a look-around, which RE2 does not have
SELECT REGEXP_MATCH(cs-method,'G(?=E)') FROM log
                              ^^^^^^^^
