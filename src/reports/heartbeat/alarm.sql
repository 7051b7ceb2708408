-- The alarm of Exchange (event 3033 in 2003, 1040 from 2007), replayed: a server complains when the
-- mean of its last 200 client heartbeats is 540 s or less, once, until it was above again.
-- Grain: one time it would have fired.
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
