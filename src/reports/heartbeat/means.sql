-- The mean that the alarm looks at, as it stood at the end of each hour, and the lowest it was in it.
-- Grain: a server and hour with heartbeats, once 200 were there.
with windows as (
  select
    heartbeats.heartbeat_server as server,
    heartbeats.requested_at,
    row_number() over by_place as nth,
    sum(heartbeats.heartbeat_s) over (
      by_place rows between 199 preceding and current row
    ) as total_s
  from heartbeats
  left join files
    on files.file_id = heartbeats.file_id
  where heartbeats.requested_at >= $since
    and heartbeats.requested_at < $until
    and ($probes or heartbeats.is_probe is not true)
    and heartbeats.heartbeat_s is not null
    and true -- filter: server = heartbeats.heartbeat_server
  window by_place as (
    partition by heartbeats.heartbeat_server
    order by
      heartbeats.requested_at,
      heartbeats.site nulls first,
      heartbeats.line_no,
      files.content_hash
  )
)
select
  date_trunc('hour', requested_at) as hour,
  server,
  arg_max(total_s, nth) / 200.0 as mean_heartbeat_s,
  min(total_s) / 200.0 as lowest_mean_s
from windows
where nth >= 200
group by all
