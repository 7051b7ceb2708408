-- a text where a number belongs
-- Log Parser
SELECT QNTFLOOR_TO_DIGIT(cs-username, 1) FROM log
-- error
[argument-type] at 1:26
SELECT clause: Semantic Error: argument of function QNTFLOOR_TO_DIGIT must be an INTEGER, not a STRING
SELECT QNTFLOOR_TO_DIGIT(cs-username, 1) FROM log
                         ^^^^^^^^^^^
help: convert it by TO_INT; QNTFLOOR_TO_DIGIT(value INTEGER, digits INTEGER)
