-- a mask that is not constant
-- Log Parser
SELECT date FROM log WHERE cs-method LIKE cs-username
-- error
[like-mask] at 1:43
WHERE clause: Semantic Error: the mask of LIKE must be a constant STRING
SELECT date FROM log WHERE cs-method LIKE cs-username
                                          ^^^^^^^^^^^
