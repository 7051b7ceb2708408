-- TO_STRING of a number with a format
-- Log Parser
SELECT TO_STRING(sc-status, 'yyyy') FROM log
-- error
[argument-count] at 1:29
SELECT clause: Semantic Error: when used with a non-TIMESTAMP argument, function TO_STRING takes 1 argument
SELECT TO_STRING(sc-status, 'yyyy') FROM log
                            ^^^^^^
