-- Partnerships that came back: a good Sync after 30 days or more without one.
-- Grain: one return of a partnership.
with partnerships as materialized (
  select *
  from devices_as_of($as_of)
  where $probes or not is_probe
),
syncs as (
  select endpoint_id
  from request_endpoints
  where command = 'Sync'
),
client_days as (
  select
    facts.client_id,
    case
      when $tz = 'UTC' then facts.requested_at::date
      else timezone($tz, timezone('UTC', facts.requested_at))::date
    end as day,
    min(facts.requested_at) as first_at,
    max(facts.requested_at) as last_at
  from counted_facts as facts
  semi join syncs using (endpoint_id)
  where facts.requested_at <= $as_of
    and facts.status = 200
    and coalesce(facts.eas_status, 1) = 1
  group by all
),
sync_days as (
  select
    accounts.mailbox,
    upper(clients.device_id) as device_key,
    client_days.day,
    min(client_days.first_at) as first_at,
    max(client_days.last_at) as last_at
  from client_days
  join request_clients as clients using (client_id)
  join accounts
    on accounts.user_name = clients.user_name
    and accounts.user_domain is not distinct from lower(clients.user_domain)
  where clients.device_id is not null
    and ($probes or clients.is_probe is not true)
  group by all
  union all
  select
    mailbox,
    device_key,
    timezone($tz, timezone('UTC', exported_sync_at))::date as day,
    exported_sync_at as first_at,
    exported_sync_at as last_at
  from partnerships
  where exported_sync_at is not null
),
returns as (
  select
    mailbox,
    device_key,
    lag(last_at) over by_time as away_from,
    first_at as back_at,
    date_diff('day', lag(day) over by_time, day) as days_away
  from sync_days
  window by_time as (partition by mailbox, device_key order by first_at, last_at)
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
