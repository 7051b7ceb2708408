-- What each device asks for now: its newest heartbeat of the period, beside what Exchange remembers.
-- Grain: a device.
with places as (
  select endpoint_id, dense_rank() over (order by server, site) as place_no
  from request_endpoints
  where command in ('Ping', 'Sync')
),
client_times as (
  select client_id, status, max(asked_at) as asked_at
  from push_counts($since, $until, $tz) as pushes
  where asked_at is not null
    and true -- filter: day = pushes.day, status = pushes.status
  group by all
),
device_times as (
  select
    clients.device_no,
    clients.subject_no,
    clients.type_no,
    client_times.*
  from client_times
  join client_subjects as clients using (client_id)
  where ($probes or clients.is_probe is not true)
    and clients.device_no is not null
  qualify client_times.asked_at = max(client_times.asked_at) over (partition by clients.device_no)
),
-- Few requests are of the newest time of their device: the order among equals is worked out for them.
last_pushes as (
  select
    device_times.*,
    facts.heartbeat_s,
    facts.endpoint_id,
    sighting_rank(
      facts.requested_at,
      places.place_no,
      row_order(facts.requested_at, facts.line_no)
    ) as rank
  from heartbeat_facts as facts
  join places using (endpoint_id)
  join device_times
    on device_times.client_id = facts.client_id
    and device_times.asked_at = facts.requested_at
    and device_times.status is not distinct from facts.status
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and facts.heartbeat_s is not null
)
select
  any_value(asked_at) as asked_at,
  arg_max(heartbeat_s, rank) as heartbeat_s,
  arg_max(endpoint_id, rank) as endpoint_id,
  arg_max_null(type_no, rank) as type_no,
  arg_max(subject_no, rank) as subject_no
from last_pushes
group by device_no
