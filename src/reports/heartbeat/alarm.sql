-- The alarm of Exchange (event 3033 in 2003, 1040 from 2007), replayed: a server complains when the
-- mean of its last 200 client heartbeats is 540 s or less, once, until it was above again.
-- Grain: one time it would have fired.
with windows as (
  select
    heartbeats.heartbeat_server as server,
    heartbeats.requested_at,
    row_number() over by_place as nth,
    sum(heartbeats.heartbeat_s) over (
      by_place rows between 199 preceding and current row
    ) as total_s,
    sum(heartbeats.heartbeat_s) over (
      by_place rows between 200 preceding and 1 preceding
    ) as total_before_s
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
  server,
  requested_at as at,
  total_s / 200.0 as mean_heartbeat_s
from windows
where nth >= 200
  and total_s <= 540 * 200
  and not (nth > 200 and total_before_s <= 540 * 200)
