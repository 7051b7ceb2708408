-- mm where MM belongs
-- Log Parser
SELECT TIMESTAMP('2024-13-45', 'yyyy-mm-dd hh') FROM log
-- error
[timestamp-constant] at 1:18
SELECT clause: Semantic Error: '2024-13-45' cannot be parsed by the format 'yyyy-mm-dd hh'
SELECT TIMESTAMP('2024-13-45', 'yyyy-mm-dd hh') FROM log
                 ^^^^^^^^^^^^
help: it would read '2024-08-01 07': M, d, h, m and s stand without, MM, dd, hh, mm and ss with a leading zero
