-- TO_STRING of a timestamp without a format
-- Log Parser
SELECT TO_STRING(date) FROM log
-- error
[argument-count] at 1:8
SELECT clause: Semantic Error: when used with a TIMESTAMP argument, function TO_STRING takes 2 arguments
SELECT TO_STRING(date) FROM log
       ^^^^^^^^^
help: TO_STRING(value, 'yyyy-MM-dd hh:mm:ss')
