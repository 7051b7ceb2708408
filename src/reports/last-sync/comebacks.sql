-- Partnerships that came back: a good Sync after 30 days or more without one.
-- Grain: one return of a partnership.
with partnerships as materialized (
  select *
  from devices_as_of($as_of)
  where $probes or not is_probe
),
logged_days as (
  select
    coalesce(user_name, user_claimed) as user_name,
    lower(user_domain) as user_domain,
    upper(device_id) as device_key,
    case
      when $tz = 'UTC' then requested_at::date
      else timezone($tz, timezone('UTC', requested_at))::date
    end as day,
    min(requested_at) as first_at,
    max(requested_at) as last_at
  from eas_requests_merged
  where requested_at <= $as_of
    and command = 'Sync'
    and status = 200
    and coalesce(eas_status, 1) = 1
    and user_name is not null
    and device_id is not null
    and ($probes or is_probe is not true)
  group by all
),
sync_days as (
  select
    accounts.mailbox,
    logged_days.device_key,
    logged_days.day,
    min(logged_days.first_at) as first_at,
    max(logged_days.last_at) as last_at
  from logged_days
  join accounts
    on accounts.user_name = logged_days.user_name
    and accounts.user_domain is not distinct from logged_days.user_domain
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
