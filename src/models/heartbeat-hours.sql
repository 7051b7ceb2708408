-- The mean of the last 200 client heartbeats of each server, which the alarm of Exchange looks at, as it
-- stood at the end of each hour, the lowest in it, and when the alarm fires in it.
-- Grain: a server and hour with heartbeats, once 200 were there.
select
  hour,
  server,
  arg_max(mean_heartbeat_s, is_kept) as mean_heartbeat_s,
  min(lowest_mean_s) as lowest_mean_s,
  flatten(list(alarms order by is_kept) filter (where alarms is not null)) as alarms
from push_windows(since_time, until_time, with_probes, false)
group by hour, server
having count(mean_heartbeat_s) > 0
