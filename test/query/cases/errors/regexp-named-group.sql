-- a named group as Perl writes it, in WHERE
-- Log Parser
SELECT cs-method FROM log WHERE REGEXP_EXTRACT(cs-method, '(?<verb>G)', 1) = 'G'
-- error
[regular-expression] at 1:59
WHERE clause: Semantic Error: the regular expression is wrong: invalid perl operator: (?<
SELECT cs-method FROM log WHERE REGEXP_EXTRACT(cs-method, '(?<verb>G)', 1) = 'G'
                                                          ^^^^^^^^^^^^
help: a group gets its name by (?P<name>...); RE2 has no look-behinds
