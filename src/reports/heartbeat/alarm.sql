-- The alarm of Exchange (event 3033 in 2003, 1040 from 2007), replayed: a server complains when the
-- mean of its last 200 client heartbeats is 540 s or less, once, until it was above again.
-- Grain: one time it would have fired.
select
  hours.server,
  unnest(hours.alarms, recursive := true)
from heartbeat_hours($since, $until, $probes) as hours
where true -- filter: server = hours.server
