-- Partnerships that came back: a good Sync after 30 days or more without one.
-- Grain: one return of a partnership.
with partnerships as materialized (
  select *
  from devices_as_of($as_of)
  where $probes or not is_probe
),
-- Of most partnerships the first and the last Sync tell that there was no pause.
clients as (
  select
    request_clients.client_id,
    accounts.mailbox,
    upper(request_clients.device_id) as device_key
  from request_clients
  join accounts
    on accounts.user_name = request_clients.user_name
    and accounts.user_domain is not distinct from lower(request_clients.user_domain)
  where request_clients.device_id is not null
    and ($probes or request_clients.is_probe is not true)
),
exported_syncs as (
  select mailbox, device_key, exported_sync_at
  from partnerships
  where exported_sync_at is not null
),
client_spans as (
  select client_id, min(first_sync_at) as first_at, max(last_sync_at) as last_at
  from client_runs($as_of)
  where first_sync_at is not null
  group by client_id
),
-- Days of another zone begin at most a day apart from those of UTC.
long_partnerships as (
  select mailbox, device_key
  from (
    select clients.mailbox, clients.device_key, client_spans.first_at, client_spans.last_at
    from client_spans
    join clients using (client_id)
    union all
    select mailbox, device_key, exported_sync_at, exported_sync_at
    from exported_syncs
  )
  group by all
  having max(last_at) >= min(first_at) + to_days(28)
),
-- Between the first and the last Sync of one day there is no pause of 30.
stretches as (
  select mailbox, device_key, min(first_at) as first_at, max(last_at) as last_at
  from (
    select
      clients.mailbox,
      clients.device_key,
      runs.day,
      runs.first_sync_at as first_at,
      runs.last_sync_at as last_at
    from client_runs($as_of) as runs
    join clients using (client_id)
    semi join long_partnerships using (mailbox, device_key)
    where runs.first_sync_at is not null
    union all
    select
      mailbox,
      device_key,
      exported_sync_at::date as day,
      exported_sync_at as first_at,
      exported_sync_at as last_at
    from exported_syncs
    semi join long_partnerships using (mailbox, device_key)
  )
  group by mailbox, device_key, day
),
pauses as (
  select
    mailbox,
    device_key,
    lag(last_at) over (partition by mailbox, device_key order by first_at) as away_from,
    first_at as back_at
  from stretches
),
returns as (
  select
    *,
    case
      when back_at >= away_from + to_days(28) then
        date_diff(
          'day',
          zone_day(away_from, $tz),
          zone_day(back_at, $tz)
        )
    end as days_away
  from pauses
)
select
  partnerships.user_name,
  partnerships.domain,
  partnerships.ou,
  partnerships.device_id,
  partnerships.device_type,
  partnerships.os,
  partnerships.policy,
  returns.away_from,
  returns.back_at,
  returns.days_away
from returns
join partnerships using (mailbox, device_key)
where returns.days_away >= 30 and returns.back_at >= $since
