-- Partnerships that came back: a good Sync after 30 days or more without one.
-- Grain: one return of a partnership.
with partnerships as materialized (
  select *
  from devices_as_of($as_of)
  where $probes or not is_probe
),
client_syncs as (
  select client_id, day, min(first_sync_at) as first_at, max(last_sync_at) as last_at
  from client_runs($as_of)
  where first_sync_at is not null
  group by all
),
-- Between the first and the last Sync of one day there is no pause of 30.
sync_days as (
  select
    accounts.mailbox,
    upper(clients.device_id) as device_key,
    client_syncs.day,
    client_syncs.first_at,
    client_syncs.last_at
  from client_syncs
  join request_clients as clients using (client_id)
  join accounts
    on accounts.user_name = clients.user_name
    and accounts.user_domain is not distinct from lower(clients.user_domain)
  where clients.device_id is not null
    and ($probes or clients.is_probe is not true)
  union all
  select
    mailbox,
    device_key,
    exported_sync_at::date as day,
    exported_sync_at as first_at,
    exported_sync_at as last_at
  from partnerships
  where exported_sync_at is not null
),
-- Days of another zone begin at most a day apart from those of UTC.
long_partnerships as (
  select mailbox, device_key
  from sync_days
  group by all
  having max(last_at) >= min(first_at) + to_days(28)
),
stretches as (
  select mailbox, device_key, min(first_at) as first_at, max(last_at) as last_at
  from sync_days
  semi join long_partnerships using (mailbox, device_key)
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
          timezone($tz, timezone('UTC', away_from))::date,
          timezone($tz, timezone('UTC', back_at))::date
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
