-- a format that is not constant
-- Log Parser
SELECT TO_STRING(date, cs-method) FROM log
-- error
[argument-not-constant] at 1:24
SELECT clause: Semantic Error: argument 2 (format) of function TO_STRING must be a constant
SELECT TO_STRING(date, cs-method) FROM log
                       ^^^^^^^^^
help: TO_STRING(value ANY, [const format STRING])
