-- What short intervals cost: pushes that ended without news (expired or dropped) had to be asked again;
-- beyond what intervals of 900 s would have needed for the same time, they are extra.
-- Grain: a device, with day where the period has no more than a million requests.
with scale as (
  select count(*) > 1_000_000 as is_big
  from eas_requests_merged
  where requested_at >= $since and requested_at < $until
),
quiet_pushes as (
  select
    case
      when $tz = 'UTC' then requested_at::date
      else timezone($tz, timezone('UTC', requested_at))::date
    end as day,
    upper(device_id) as device_key,
    device_type,
    time_taken_ms,
    coalesce(bytes_sent, 0) + coalesce(bytes_received, 0) as bytes,
    outcome in ('expired', 'dropped') as is_quiet
  from heartbeats
  where requested_at >= $since
    and requested_at < $until
    and ($probes or is_probe is not true)
    and device_id is not null
    and true -- filter: day = timezone($tz, timezone('UTC', requested_at))::date, server = server, status = status
),
device_days as (
  select
    day,
    device_key,
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
  case when not is_big then costs.day end as day,
  device_owners.device_id,
  costs.device_type,
  device_owners.os,
  device_owners.domain,
  device_owners.ou,
  device_owners.policy,
  count(*) as device_days,
  sum(costs.requests) as requests,
  sum(costs.bytes) as bytes,
  sum(costs.extra_requests) as extra_requests,
  coalesce(
    sum(costs.quiet_bytes * costs.extra_requests // costs.quiet_requests)
      filter (where costs.quiet_requests > 0),
    0
  ) as extra_bytes
from costs
cross join scale
left join device_owners
  on device_owners.device_key = costs.device_key
group by all
