-- The mean of the last 200 client heartbeats of each server, which the alarm of Exchange looks at (event
-- 3033 in 2003, 1040 from 2007), hour by hour, and when the alarm fires: when the mean is 540 s or less,
-- once, until it was above again.
-- Grain: a server and hour with heartbeats, once 200 were there.
with servers as (
  select server, row_number() over (order by server)::integer as server_no
  from (
    select server from request_endpoints
    union
    select heartbeat_server from merged_facts
  )
),
places as (
  select
    endpoints.endpoint_id,
    servers.server_no,
    dense_rank() over (order by endpoints.site nulls first) * 281474976710656 as site_rank
  from request_endpoints as endpoints
  join servers on servers.server is not distinct from endpoints.server
  where endpoints.command in ('Ping', 'Sync')
),
files_in_order as (
  select file_id, row_number() over (order by content_hash) as file_place
  from files
),
probes as (
  select client_id
  from request_clients
  where is_probe and not with_probes
),
-- Sorted once, by numbers, and then looked at in this order: an empty OVER keeps it, and costs a small
-- part of what a window with a frame does. What tells requests of one moment apart (site, line, file) is
-- one number: the engine sorts keys of up to 24 bytes much faster than longer ones.
pushes as (
  select
    coalesce(told.server_no, places.server_no) as server_no,
    facts.requested_at,
    facts.heartbeat_s
  from heartbeat_facts as facts
  join places using (endpoint_id)
  left join servers as told
    on told.server = facts.heartbeat_server
  left join files_in_order using (file_id)
  where facts.requested_at >= since_time
    and facts.requested_at < until_time
    and facts.heartbeat_s is not null
    and facts.client_id not in (select client_id from probes)
  order by
    server_no,
    requested_at,
    places.site_rank + facts.line_no * 65536 + coalesce(files_in_order.file_place, 0)
),
changes as (
  select
    server_no,
    requested_at,
    row_number() over () as nth,
    lag(server_no, 199) over () = server_no as is_full,
    lag(server_no, 200) over () = server_no as was_full,
    heartbeat_s - coalesce(lag(heartbeat_s, 200) over (), 0) as change_s
  from pushes
),
-- What came less what went is the sum of the last 200, whatever their server.
windows as (
  select
    *,
    sum(change_s) over (rows unbounded preceding)::bigint as total_s
  from changes
),
full_windows as (
  select
    *,
    total_s <= 540 * 200
      and not coalesce(was_full and total_s - change_s <= 540 * 200, false) as fires
  from windows
  where is_full
),
hours as (
  select
    epoch_us(requested_at) // 3_600_000_000 as hour_no,
    server_no,
    arg_max(total_s, nth) / 200.0 as mean_heartbeat_s,
    min(total_s) / 200.0 as lowest_mean_s,
    -- Few rows fire: no others are put together.
    list(
      case when fires then {'at': requested_at, 'mean_heartbeat_s': total_s / 200.0} end
      order by nth
    ) filter (where fires) as alarms
  from full_windows
  group by all
)
select
  make_timestamp(hours.hour_no * 3_600_000_000) as hour,
  servers.server,
  hours.mean_heartbeat_s,
  hours.lowest_mean_s,
  hours.alarms
from hours
join servers using (server_no)
