-- What each device asks for now: its newest heartbeat of the period, beside what Exchange remembers.
-- Grain: a device.
with pushes as (
  select
    coalesce(user_name, user_claimed) as user_name,
    case when user_name is not null then lower(user_domain) end as user_domain,
    upper(device_id) as device_key,
    device_type,
    server,
    heartbeat_s,
    requested_at,
    (server, site, line_no) as place
  from heartbeats
  where requested_at >= $since
    and requested_at < $until
    and ($probes or is_probe is not true)
    and heartbeat_s is not null
    and device_id is not null
    and true -- filter: day = timezone($tz, timezone('UTC', requested_at))::date, status = status
),
newest_times as (
  select device_key, max(requested_at) as requested_at
  from pushes
  group by device_key
),
-- The order among equals is compared for those of the newest time only.
newest_pushes as (
  select
    device_key,
    arg_max(heartbeat_s, place) as heartbeat_s,
    max(requested_at) as asked_at,
    arg_max(server, place) as server,
    arg_max(device_type, place) as device_type,
    -- A row, so that a NULL in it is taken as it is.
    arg_max({'user_name': user_name, 'user_domain': user_domain}, place) as person
  from pushes
  join newest_times using (device_key, requested_at)
  group by device_key
)
select
  subjects.device_id,
  newest_pushes.device_type,
  subjects.os,
  subjects.domain,
  subjects.ou,
  subjects.policy,
  coalesce(subjects.account, newest_pushes.person.user_name) as user_name,
  newest_pushes.server,
  newest_pushes.heartbeat_s,
  newest_pushes.asked_at,
  subjects.last_ping_heartbeat_s
from newest_pushes
left join subjects
  on subjects.user_name is not distinct from newest_pushes.person.user_name
  and subjects.user_domain is not distinct from newest_pushes.person.user_domain
  and subjects.device_key = newest_pushes.device_key
