-- What each device asks for now: its newest heartbeat of the period, beside what Exchange remembers.
-- Grain: a device.
with endpoints as not materialized (
  select endpoint_id, dense_rank() over (order by server, site) as place_no
  from request_endpoints
  where command in ('Ping', 'Sync')
),
pushes as not materialized (
  select
    facts.client_id,
    facts.requested_at,
    facts.heartbeat_s,
    facts.line_no,
    endpoints.endpoint_id,
    endpoints.place_no
  from counted_facts as facts
  join endpoints using (endpoint_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and facts.heartbeat_s > 0
    and true -- filter: day = timezone($tz, timezone('UTC', facts.requested_at))::date, status = facts.status
),
client_times as (
  select client_id, max(requested_at) as asked_at
  from pushes
  group by client_id
),
device_times as (
  select
    clients.device_no,
    clients.subject_no,
    client_id,
    client_times.asked_at
  from client_times
  join client_subjects as clients using (client_id)
  where ($probes or clients.is_probe is not true)
    and clients.device_no is not null
  qualify client_times.asked_at = max(client_times.asked_at) over (partition by clients.device_no)
),
-- Few requests are of the newest time of their device: the order among equals is worked out for them.
last_pushes as (
  select
    device_times.device_no,
    device_times.subject_no,
    pushes.*,
    sighting_rank(
      pushes.requested_at,
      pushes.place_no,
      row_order(pushes.requested_at, pushes.line_no)
    ) as rank
  from pushes
  join device_times
    on device_times.client_id = pushes.client_id
    and device_times.asked_at = pushes.requested_at
),
newest_pushes as (
  select
    max(requested_at) as asked_at,
    arg_max(heartbeat_s, rank) as heartbeat_s,
    arg_max(endpoint_id, rank) as endpoint_id,
    arg_max(client_id, rank) as client_id,
    arg_max(subject_no, rank) as subject_no
  from last_pushes
  group by device_no
)
select
  subjects.device_id,
  clients.device_type,
  subjects.os,
  subjects.domain,
  subjects.ou,
  subjects.policy,
  coalesce(subjects.account, subjects.user_name) as user_name,
  endpoints.server,
  newest_pushes.heartbeat_s,
  newest_pushes.asked_at,
  subjects.last_ping_heartbeat_s
from newest_pushes
join subjects using (subject_no)
join request_clients as clients using (client_id)
join request_endpoints as endpoints using (endpoint_id)
