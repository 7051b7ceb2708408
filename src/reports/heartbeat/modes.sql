-- How each device gets its mail, as far as logs tell: push (a push that was not refused), denied (every
-- push refused), scheduled (no push; at least half of ten or more pauses between synchronisations as
-- long as the usual one, give or take a tenth), manual (no push, no rhythm).
-- Grain: a device.
with requests as (
  select
    upper(device_id) as device_key,
    device_type,
    requested_at,
    command = 'Ping' or heartbeat_s is not null as is_push,
    command = 'Sync' as is_sync,
    status >= 400 or eas_status not in (1, 2) as is_refused
  from eas_requests_merged
  where requested_at >= $since
    and requested_at < $until
    and ($probes or is_probe is not true)
    and command in ('Ping', 'Sync')
    and device_id is not null
    and true -- filter: day = timezone($tz, timezone('UTC', requested_at))::date, server = server, status = status
),
devices as (
  select
    device_key,
    min(device_type) as device_type,
    count(*) filter (where is_push) as pushes,
    count(*) filter (where is_push and is_refused is not true) as accepted_pushes
  from requests
  group by all
),
pauses as (
  select
    requests.device_key,
    date_diff('second', lag(requested_at) over by_time, requested_at) as pause_s
  from requests
  semi join devices
    on devices.device_key = requests.device_key and devices.pushes = 0
  window by_time as (partition by requests.device_key order by requested_at)
),
-- Requests within two minutes belong to one synchronisation.
usual_pauses as (
  select
    device_key,
    quantile_disc(pause_s, 0.5) as usual_s
  from pauses
  where pause_s > 120
  group by all
),
rhythms as (
  select
    pauses.device_key,
    count(*) as synchronisations,
    count(*) filter (where abs(pause_s - usual_s) * 10 <= usual_s) as in_rhythm
  from pauses
  join usual_pauses
    on usual_pauses.device_key = pauses.device_key
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
  on rhythms.device_key = devices.device_key
left join device_owners
  on device_owners.device_key = devices.device_key
