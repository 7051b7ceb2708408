-- What short intervals cost: pushes that ended without news (expired or dropped) had to be asked again;
-- beyond what intervals of 900 s would have needed for the same time, they are extra.
-- Grain: a device and day.
with quiet_pushes as (
  select
    case
      when $tz = 'UTC' then requested_at::date
      else timezone($tz, timezone('UTC', requested_at))::date
    end as day,
    upper(device_id) as device_id,
    device_type,
    server,
    time_taken_ms,
    coalesce(bytes_sent, 0) + coalesce(bytes_received, 0) as bytes,
    status < 400 and (eas_status is null or eas_status in (1, 2)) and (
      win32_status in (64, 121, 1229, 1236) or time_taken_ms >= (heartbeat_s - 5) * 1000
    ) as is_quiet
  from eas_requests_merged
  where requested_at >= $since
    and requested_at < $until
    and ($probes or is_probe is not true)
    and (command = 'Ping' or command = 'Sync' and heartbeat_s is not null)
    and device_id is not null
    and true -- filter: server = server, status = status
),
device_days as (
  select
    day,
    device_id,
    min(device_type) as device_type,
    count(*) as requests,
    sum(bytes) as bytes,
    count(*) filter (where is_quiet) as quiet_requests,
    coalesce(sum(bytes) filter (where is_quiet), 0) as quiet_bytes,
    coalesce(sum(time_taken_ms) filter (where is_quiet), 0) as held_ms
  from quiet_pushes
  group by all
),
costs as (
  select
    *,
    greatest(quiet_requests - (held_ms + 899_999) // 900_000, 0) as extra_requests
  from device_days
)
select
  day,
  device_id,
  device_type,
  null as os,
  null as domain,
  null as ou,
  null as policy,
  requests,
  bytes,
  extra_requests,
  case
    when quiet_requests > 0 then quiet_bytes * extra_requests // quiet_requests
    else 0
  end as extra_bytes
from costs
