-- The mean that the alarm looks at, as it stood at the end of each hour, and the lowest it was in it.
-- Grain: a server and hour with heartbeats, once 200 were there.
select
  hours.hour,
  hours.server,
  hours.mean_heartbeat_s,
  hours.lowest_mean_s
from heartbeat_hours($since, $until, $probes) as hours
where true -- filter: server = hours.server
