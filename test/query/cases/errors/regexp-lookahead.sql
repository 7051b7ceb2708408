-- a regular expression RE2 cannot do
-- Log Parser
SELECT REGEXP_MATCH(cs-method,'G(?=E)') FROM log
-- error
[regular-expression] at 1:31
SELECT clause: Semantic Error: the regular expression is wrong: invalid perl operator: (?=
SELECT REGEXP_MATCH(cs-method,'G(?=E)') FROM log
                              ^^^^^^^^
help: RE2 has no look-arounds and no back-references
