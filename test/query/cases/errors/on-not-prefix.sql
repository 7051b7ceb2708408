-- ON with another than the first keys
-- Log Parser
SELECT cs-method, c-ip, PROPCOUNT(*) ON (c-ip) FROM log GROUP BY cs-method, c-ip
-- error
[on-list] at 1:25
SELECT clause: Semantic Error: the ON list must be the first of the GROUP BY field-expressions
SELECT cs-method, c-ip, PROPCOUNT(*) ON (c-ip) FROM log GROUP BY cs-method, c-ip
                        ^^^^^^^^^^^^^^^^^^^^^^
