-- How each device gets its mail, as far as logs tell: push (a push that was not refused), denied (every
-- push refused), scheduled (no push; at least half of ten or more pauses between synchronisations as
-- long as the usual one, give or take a tenth), manual (no push, no rhythm).
-- Grain: a device.
with facts as not materialized (
  select
    pushes.client_id,
    pushes.day,
    endpoints.server,
    pushes.status,
    true as is_push,
    pushes.denied_requests = pushes.requests as is_denied
  from push_counts($since, $until, $tz) as pushes
  join request_endpoints as endpoints using (endpoint_id)
  union all by name
  select
    facts.client_id,
    zone_day(facts.requested_at, $tz) as day,
    facts.requested_at,
    endpoints.server,
    facts.status,
    false as is_push
  from counted_facts as facts
  join request_endpoints as endpoints using (endpoint_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and endpoints.command in ('Ping', 'Sync')
),
-- Pushes, and once more all requests that may be one: filters stand in one place for both.
requests as not materialized (
  select *
  from facts
  where true -- filter: day = facts.day, server = facts.server, status = facts.status, user = (select coalesce(account, user_name) from subjects join client_subjects as own using (subject_no) where own.client_id = facts.client_id)
),
pushing_devices as materialized (
  select
    clients.device_no,
    min(clients.type_no) as type_no,
    bool_and(requests.is_denied) as is_denied
  from requests
  join client_subjects as clients using (client_id)
  where requests.is_push
    and ($probes or clients.is_probe is not true)
    and clients.device_no is not null
  group by clients.device_no
),
silent_clients as (
  select client_id, device_no, type_no
  from client_subjects
  where ($probes or is_probe is not true)
    and device_no is not null
    and device_no not in (select device_no from pushing_devices)
),
silent_requests as materialized (
  select
    silent_clients.device_no,
    silent_clients.type_no,
    requests.requested_at
  from requests
  join silent_clients using (client_id)
  where not requests.is_push
),
pauses as (
  select
    device_no,
    date_diff('second', lag(requested_at) over by_time, requested_at) as pause_s
  from silent_requests
  window by_time as (partition by device_no order by requested_at)
),
-- Requests within two minutes belong to one synchronisation.
usual_pauses as (
  select
    device_no,
    quantile_disc(pause_s, 0.5) as usual_s
  from pauses
  where pause_s > 120
  group by all
),
rhythms as (
  select
    pauses.device_no,
    count(*) as synchronisations,
    count(*) filter (where abs(pause_s - usual_s) * 10 <= usual_s) as in_rhythm
  from pauses
  join usual_pauses
    on usual_pauses.device_no = pauses.device_no
  where pause_s > 120
  group by all
),
silent_devices as (
  select device_no, min(type_no) as type_no
  from silent_requests
  group by device_no
)
select
  device_no,
  type_no,
  case when is_denied then 'denied' else 'push' end as mode
from pushing_devices
union all
select
  silent_devices.device_no,
  silent_devices.type_no,
  case
    when rhythms.synchronisations >= 10 and rhythms.in_rhythm * 2 >= rhythms.synchronisations
      then 'scheduled'
    else 'manual'
  end
from silent_devices
left join rhythms using (device_no)
