-- a text that is no date beside a date
-- Log Parser
SELECT time FROM log WHERE date = 'yesterday'
-- error
[constant-type] at 1:35
WHERE clause: Semantic Error: content contains a STRING value ("yesterday") which cannot be parsed by the input context
SELECT time FROM log WHERE date = 'yesterday'
                                  ^^^^^^^^^^^
help: the other side is a TIMESTAMP
