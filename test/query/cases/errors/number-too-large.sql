-- a number beyond 64 bits
-- Log Parser
SELECT 9223372036854775808 FROM log
-- error
[number-too-large] at 1:8
Syntax Error: 9223372036854775808 does not fit into a 64-bit INTEGER
SELECT 9223372036854775808 FROM log
       ^^^^^^^^^^^^^^^^^^^
