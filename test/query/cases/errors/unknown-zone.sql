-- a zone that is not
-- tz: Mars/Olympus
-- Log Parser
SELECT TO_LOCALTIME(time) FROM log
-- error
[unknown-zone]
Semantic Error: unknown time zone 'Mars/Olympus'
help: write an IANA name: Europe/Paris
