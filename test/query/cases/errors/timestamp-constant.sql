-- a timestamp constant against its format
-- Log Parser
SELECT TIMESTAMP('2024-5-1', 'yyyy-MM-dd') FROM log
-- error
[timestamp-constant] at 1:18
SELECT clause: Semantic Error: '2024-5-1' cannot be parsed by the format 'yyyy-MM-dd'
SELECT TIMESTAMP('2024-5-1', 'yyyy-MM-dd') FROM log
                 ^^^^^^^^^^
help: it would read '2024-05-01': M, d, h, m and s stand without, MM, dd, hh, mm and ss with a leading zero
