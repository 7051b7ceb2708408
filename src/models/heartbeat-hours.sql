-- The mean of the last 200 client heartbeats of each server, which the alarm of Exchange looks at (event
-- 3033 in 2003, 1040 from 2007), hour by hour, and when the alarm fires: when the mean is 540 s or less,
-- once, until it was above again.
-- Grain: a server and hour with heartbeats, once 200 were there.
with files_in_order as (
  select file_id, row_number() over (order by content_hash) as file_place
  from files
),
places as (
  select
    endpoint_id,
    dense_rank() over (order by site nulls first) as site_place
  from request_endpoints
),
pushes as (
  select
    facts.heartbeat_server as server,
    facts.requested_at,
    facts.heartbeat_s,
    places.site_place,
    facts.line_no,
    files_in_order.file_place
  from heartbeat_facts as facts
  join places using (endpoint_id)
  join request_clients as clients using (client_id)
  left join files_in_order using (file_id)
  where facts.requested_at >= since_time
    and facts.requested_at < until_time
    and (with_probes or clients.is_probe is not true)
    and facts.heartbeat_s is not null
),
windows as (
  select
    server,
    requested_at,
    row_number() over by_place as nth,
    sum(heartbeat_s) over (
      by_place rows between 199 preceding and current row
    ) as total_s,
    sum(heartbeat_s) over (
      by_place rows between 200 preceding and 1 preceding
    ) as total_before_s
  from pushes
  window by_place as (
    partition by server
    order by requested_at, site_place, line_no, file_place
  )
)
select
  date_trunc('hour', requested_at) as hour,
  server,
  arg_max(total_s, nth) / 200.0 as mean_heartbeat_s,
  min(total_s) / 200.0 as lowest_mean_s,
  list({'at': requested_at, 'mean_heartbeat_s': total_s / 200.0} order by nth) filter (
    where total_s <= 540 * 200
      and not (nth > 200 and total_before_s <= 540 * 200)
  ) as alarms
from windows
where nth >= 200
group by all
