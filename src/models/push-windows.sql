-- The mean of the last 200 client heartbeats of each server, which the alarm of Exchange looks at (event
-- 3033 in 2003, 1040 from 2007), hour by hour, and when the alarm fires: when the mean is 540 s or less,
-- once, until it was above again. Over a period, or by day: then without what days before tell, and with
-- the pushes that a window across the ends of the day needs.
-- Grain: a server and hour with heartbeats; the mean is NULL while less than 200 were there.
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
    dense_rank() over (order by endpoints.server, endpoints.site) * 281474976710656 as place_rank
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
days as (
  select day, is_whole and not by_day and not with_probes as is_kept
  from period_days(since_time::timestamp, until_time::timestamp)
),
open_days as (
  select day from days where not is_kept
),
kept_hours as (
  from push_hours
  where day in (select day from days where is_kept)
),
-- What tells requests of one moment apart (server and site of the counted row, line, file) is one
-- number: the engine sorts keys of up to 24 bytes much faster than longer ones. Of days that are kept,
-- the first and the last 200: the mean is asked for at the first ones only, as the day itself cannot
-- know it there.
pushes as (
  select
    coalesce(told.server_no, places.server_no) as server_no,
    facts.requested_at,
    places.place_rank + facts.line_no * 65536 + coalesce(files_in_order.file_place, 0) as place,
    facts.heartbeat_s,
    true as is_asked
  from heartbeat_facts as facts
  join places using (endpoint_id)
  left join servers as told
    on told.server = facts.heartbeat_server
  left join files_in_order using (file_id)
  semi join open_days
    on open_days.day = facts.requested_at::date
  where facts.requested_at >= since_time
    and facts.requested_at < until_time
    and facts.heartbeat_s is not null
    and facts.client_id not in (select client_id from probes)
  union all
  select
    servers.server_no,
    edges.requested_at,
    edges.place,
    edges.heartbeat_s,
    edges.is_first
  from (
    select server, generate_subscripts(edges, 1) as place, unnest(edges, recursive := true)
    from kept_hours
  ) as edges
  join servers on servers.server is not distinct from edges.server
),
-- Sorted once, by numbers, and then looked at in this order: an empty OVER keeps it, and costs a small
-- part of what a window with a frame does.
in_order as (
  select
    * exclude (place),
    server_no * 4_294_967_296
      + case when by_day then requested_at::date - date '1970-01-01' else 0 end as run_no
  from (from pushes order by server_no, requested_at, place)
),
changes as (
  select
    *,
    row_number() over () as nth,
    lag(run_no, 199) over () = run_no as is_full,
    coalesce(lag(run_no, 200) over () = run_no, false) as was_full,
    coalesce(lead(run_no, 200) over () = run_no, false) as is_followed,
    heartbeat_s - coalesce(lag(heartbeat_s, 200) over (), 0) as change_s
  from in_order
),
-- What came less what went is the sum of the last 200, whatever their server.
windows as (
  select
    *,
    sum(change_s) over (rows unbounded preceding)::bigint as total_s,
    is_full and is_asked and (was_full or not by_day) as is_told,
    by_day and not (was_full and is_followed) as is_edge
  from changes
),
alarms as (
  select
    *,
    is_told
      and total_s <= 540 * 200
      and not (was_full and total_s - change_s <= 540 * 200) as fires
  from windows
),
hours as (
  select
    epoch_us(requested_at) // 3_600_000_000 as hour_no,
    server_no,
    arg_max(total_s, nth) filter (where is_told) / 200.0 as mean_heartbeat_s,
    min(total_s) filter (where is_told) / 200.0 as lowest_mean_s,
    -- Few rows fire, and few are at an end: no others are put together.
    list(
      case when fires then {'at': requested_at, 'mean_heartbeat_s': total_s / 200.0} end
      order by nth
    ) filter (where fires) as alarms,
    list(
      case
        when is_edge
          then {
            'requested_at': requested_at,
            'heartbeat_s': heartbeat_s,
            'is_first': not was_full
          }
      end
      order by nth
    ) filter (where is_edge) as edges
  from alarms
  group by all
)
select
  make_timestamp(hours.hour_no * 3_600_000_000) as hour,
  servers.server,
  hours.* exclude (hour_no, server_no),
  false as is_kept
from hours
join servers using (server_no)
union all by name
select * exclude (day, edges), true as is_kept
from kept_hours
