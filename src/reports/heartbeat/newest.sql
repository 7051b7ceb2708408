-- What each device asks for now: its newest heartbeat of the period, beside what Exchange remembers.
-- Grain: a device.
with places as (
  select endpoint_id, dense_rank() over (order by server, site) as place_no
  from request_endpoints
),
pushes as (
  select
    clients.device_no,
    clients.subject_no,
    clients.type_no,
    pushes.endpoint_id,
    pushes.asked_at,
    pushes.asked_heartbeat_s,
    pushes.asked_line_no
  from push_counts($since, $until, $tz) as pushes
  join client_subjects as clients using (client_id)
  where pushes.asked_at is not null
    and ($probes or clients.is_probe is not true)
    and clients.device_no is not null
    and true -- filter: day = pushes.day, status = pushes.status
),
ranked_pushes as (
  select
    pushes.*,
    sighting_rank(pushes.asked_at, places.place_no, pushes.asked_line_no) as rank
  from pushes
  join places using (endpoint_id)
)
select
  max(asked_at) as asked_at,
  arg_max(asked_heartbeat_s, rank) as heartbeat_s,
  arg_max(endpoint_id, rank) as endpoint_id,
  arg_max_null(type_no, rank) as type_no,
  arg_max(subject_no, rank) as subject_no
from ranked_pushes
group by device_no
