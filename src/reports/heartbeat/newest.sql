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
    facts.client_id,
    facts.endpoint_id,
    facts.heartbeat_s,
    facts.requested_at,
    sighting_rank(
      facts.requested_at,
      places.place_no,
      row_order(facts.requested_at, facts.line_no)
    ) as rank
  from heartbeat_facts as facts
  join client_subjects as clients using (client_id)
  join places using (endpoint_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    and facts.heartbeat_s is not null
    and clients.device_no is not null
    and true -- filter: day = timezone($tz, timezone('UTC', facts.requested_at))::date, status = facts.status
),
newest_pushes as (
  select
    max(requested_at) as asked_at,
    arg_max(heartbeat_s, rank) as heartbeat_s,
    arg_max(endpoint_id, rank) as endpoint_id,
    arg_max(client_id, rank) as client_id,
    arg_max(subject_no, rank) as subject_no
  from pushes
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
