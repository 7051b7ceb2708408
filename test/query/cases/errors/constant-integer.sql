-- a text that is no number beside an INTEGER
-- Log Parser
SELECT date FROM log WHERE sc-status = 'OK'
-- error
[constant-type] at 1:40
WHERE clause: Semantic Error: content contains a STRING value ("OK") which cannot be parsed by the input context
SELECT date FROM log WHERE sc-status = 'OK'
                                       ^^^^
help: the other side is an INTEGER
