-- a token name that cannot be
-- Log Parser
SELECT EAS_LOG(cs-uri-query,'Hb:') FROM log
-- error
[argument-value] at 1:29
SELECT clause: Semantic Error: 'Hb:' is not the name of a Log= token
SELECT EAS_LOG(cs-uri-query,'Hb:') FROM log
                            ^^^^^
help: Hb, Fc, SC1 ...
