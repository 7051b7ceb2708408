-- The mean that the alarm looks at, as it stood at the end of each hour, and the lowest it was in it.
-- Grain: a server and hour with heartbeats, once 200 were there.
with heartbeats as (
  select
    requests.server,
    requests.requested_at,
    requests.heartbeat_s,
    row_number() over (
      partition by requests.server
      order by requests.requested_at, requests.site nulls first, requests.line_no, files.content_hash
    ) as nth
  from eas_requests_merged as requests
  left join files
    on files.file_id = requests.file_id
  where requests.requested_at >= $since
    and requests.requested_at < $until
    and ($probes or requests.is_probe is not true)
    and requests.command in ('Ping', 'Sync')
    and requests.heartbeat_s is not null
    and true -- filter: server = requests.server
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
  from heartbeats
)
select
  date_trunc('hour', requested_at) as hour,
  server,
  arg_max(total_s, nth) / 200.0 as mean_heartbeat_s,
  min(total_s) / 200.0 as lowest_mean_s
from windows
where nth >= 200
group by all
