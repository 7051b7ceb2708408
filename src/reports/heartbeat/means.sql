-- The mean that the alarm looks at, as it stood at the end of each hour, and the lowest it was in it.
-- Grain: a server and hour with heartbeats, once 200 were there.
with numbered_heartbeats as (
  select
    heartbeats.heartbeat_server as server,
    heartbeats.requested_at,
    heartbeats.heartbeat_s,
    row_number() over (
      partition by heartbeats.heartbeat_server
      order by
        heartbeats.requested_at,
        heartbeats.site nulls first,
        heartbeats.line_no,
        files.content_hash
    ) as nth
  from heartbeats
  left join files
    on files.file_id = heartbeats.file_id
  where heartbeats.requested_at >= $since
    and heartbeats.requested_at < $until
    and ($probes or heartbeats.is_probe is not true)
    and heartbeats.heartbeat_s is not null
    and true -- filter: server = heartbeats.heartbeat_server
),
windows as (
  select
    server,
    requested_at,
    nth,
    sum(heartbeat_s) over (
      partition by server
      order by nth
      rows between 199 preceding and current row
    ) as total_s
  from numbered_heartbeats
)
select
  date_trunc('hour', requested_at) as hour,
  server,
  arg_max(total_s, nth) / 200.0 as mean_heartbeat_s,
  min(total_s) / 200.0 as lowest_mean_s
from windows
where nth >= 200
group by all
