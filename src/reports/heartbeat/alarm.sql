-- The alarm of Exchange (event 3033 in 2003, 1040 from 2007), replayed: a server complains when the
-- mean of its last 200 client heartbeats is 540 s or less, once, until it was above again.
-- Grain: one time it would have fired.
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
),
steps as (
  select
    *,
    total_s <= 540 * 200 as is_low,
    lag(total_s <= 540 * 200, 1, false) over (partition by server order by nth) as was_low
  from windows
  where nth >= 200
)
select
  server,
  requested_at as at,
  total_s / 200.0 as mean_heartbeat_s
from steps
where is_low and not was_low
