-- How each device gets its mail, as far as logs tell: push (a push that was not refused), denied (every
-- push refused), scheduled (no push; at least half of ten or more pauses between synchronisations as
-- long as the usual one, give or take a tenth), manual (no push, no rhythm).
-- Grain: a device.
with endpoints as (
  select endpoint_id, server, command = 'Ping' as is_ping
  from request_endpoints
  where command in ('Ping', 'Sync')
),
-- 0 = no push, 1 = a push that was refused, 2 = one that was not.
requests as not materialized (
  select
    facts.client_id,
    facts.requested_at,
    case
      when not endpoints.is_ping and facts.heartbeat_s is null then 0
      when facts.status >= 400 or facts.eas_status not in (1, 2) then 1
      else 2
    end::utinyint as push_level
  from counted_facts as facts
  join endpoints using (endpoint_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and true -- filter: day = zone_day(facts.requested_at, $tz), server = endpoints.server, status = facts.status
),
client_levels as (
  select client_id, max(push_level) as push_level
  from requests
  group by client_id
),
devices as (
  select
    clients.device_no,
    min(clients.type_no) as type_no,
    max(client_levels.push_level) as push_level
  from client_levels
  join client_subjects as clients using (client_id)
  where ($probes or clients.is_probe is not true)
    and clients.device_no is not null
  group by clients.device_no
),
silent_clients as (
  select clients.client_id, clients.device_no
  from client_subjects as clients
  join devices using (device_no)
  where devices.push_level = 0
    and ($probes or clients.is_probe is not true)
),
pauses as (
  select
    silent_clients.device_no,
    date_diff('second', lag(requests.requested_at) over by_time, requests.requested_at) as pause_s
  from requests
  join silent_clients using (client_id)
  window by_time as (partition by silent_clients.device_no order by requests.requested_at)
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
)
select
  devices.device_no,
  devices.type_no,
  case
    when devices.push_level = 2 then 'push'
    when devices.push_level = 1 then 'denied'
    when rhythms.synchronisations >= 10 and rhythms.in_rhythm * 2 >= rhythms.synchronisations
      then 'scheduled'
    else 'manual'
  end as mode
from devices
left join rhythms using (device_no)
