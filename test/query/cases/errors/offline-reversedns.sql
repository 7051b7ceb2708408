-- REVERSEDNS offline
-- offline: yes
-- Log Parser
SELECT REVERSEDNS(c-ip) FROM log
-- error
[offline] at 1:8
SELECT clause: Semantic Error: REVERSEDNS asks the network, which --offline refuses
SELECT REVERSEDNS(c-ip) FROM log
       ^^^^^^^^^^
help: run the query without --offline
