-- a number where a text belongs
-- Log Parser
SELECT TO_LOWERCASE(sc-status) FROM log
-- error
[argument-type] at 1:21
SELECT clause: Semantic Error: argument of function TO_LOWERCASE must be a STRING, not an INTEGER
SELECT TO_LOWERCASE(sc-status) FROM log
                    ^^^^^^^^^
help: convert it by TO_STRING; TO_LOWERCASE(text STRING)
