-- How each device gets its mail, as far as logs tell: push (a push that was not refused), denied (every
-- push refused), scheduled (no push; at least half of ten or more pauses between synchronisations as
-- long as the usual one, give or take a tenth), manual (no push, no rhythm).
-- Grain: a device.
with endpoints as (
  select endpoint_id, server, command = 'Ping' as is_ping
  from request_endpoints
  where command in ('Ping', 'Sync')
),
requests as (
  select
    clients.device_no,
    clients.like_id,
    facts.requested_at,
    endpoints.is_ping or facts.heartbeat_s is not null as is_push,
    facts.status >= 400 or facts.eas_status not in (1, 2) as is_refused
  from counted_facts as facts
  join endpoints using (endpoint_id)
  join client_subjects as clients using (client_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    and clients.device_no is not null
    and true -- filter: day = timezone($tz, timezone('UTC', facts.requested_at))::date, server = endpoints.server, status = facts.status
),
likes as (
  select
    device_no,
    like_id,
    count(*) filter (where is_push) as pushes,
    count(*) filter (where is_push and is_refused is not true) as accepted_pushes
  from requests
  group by all
),
devices as (
  select
    likes.device_no,
    upper(min(clients.device_id)) as device_key,
    min(clients.device_type) as device_type,
    sum(likes.pushes) as pushes,
    sum(likes.accepted_pushes) as accepted_pushes
  from likes
  join request_clients as clients
    on clients.client_id = likes.like_id
  group by likes.device_no
),
pauses as (
  select
    requests.device_no,
    date_diff('second', lag(requested_at) over by_time, requested_at) as pause_s
  from requests
  semi join devices
    on devices.device_no = requests.device_no and devices.pushes = 0
  window by_time as (partition by requests.device_no order by requested_at)
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
  device_owners.device_id,
  devices.device_type,
  device_owners.os,
  device_owners.domain,
  device_owners.ou,
  device_owners.policy,
  case
    when accepted_pushes > 0 then 'push'
    when pushes > 0 then 'denied'
    when synchronisations >= 10 and in_rhythm * 2 >= synchronisations then 'scheduled'
    else 'manual'
  end as mode
from devices
left join rhythms
  on rhythms.device_no = devices.device_no
left join device_owners
  on device_owners.device_key = devices.device_key
