-- Devices that ask often: hours with 60 requests or more of one device, minutes with 20 or more.
-- Grain: a device (or user without one) and hour or minute; the 1,000 busiest of each.
with requests as (
  select
    coalesce(user_name, user_claimed) as user_name,
    case when user_name is not null then lower(user_domain) end as user_domain,
    upper(device_id) as device_key,
    device_type,
    requested_at,
    command,
    status
  from eas_requests_merged
  where requested_at >= $since
    and requested_at < $until
    and ($probes or is_probe is not true)
    and true -- filter: server = server, status = status, type = device_type, day = timezone($tz, timezone('UTC', requested_at))::date
),
-- A minute with 20 requests lies in an hour with 20: only those hours are looked at closely.
busy_hours as (
  select
    device_key,
    case when device_key is null then user_name end as lone_user,
    epoch_ms(requested_at) // 3_600_000 as hour
  from requests
  group by all
  having count(*) >= 20
),
close_requests as (
  select requests.*
  from requests
  semi join busy_hours
    on busy_hours.device_key is not distinct from requests.device_key
    and busy_hours.lone_user is not distinct from
      case when requests.device_key is null then requests.user_name end
    and busy_hours.hour = epoch_ms(requests.requested_at) // 3_600_000
),
spans as (
  select 'hour' as span, date_trunc('hour', requested_at) as began_at, * from close_requests
  union all
  select 'minute' as span, date_trunc('minute', requested_at) as began_at, * from close_requests
),
talkers as (
  select
    span,
    user_name,
    user_domain,
    device_key,
    began_at,
    min(device_type) as device_type,
    count(*) as hits,
    count(*) filter (where command = 'Sync') as sync,
    count(*) filter (where command = 'Ping') as ping,
    count(*) filter (where status >= 400) as failed
  from spans
  group by all
),
-- All names under which one person came with the device are taken together.
named_talkers as (
  select
    talkers.span,
    coalesce(subjects.account, talkers.user_name) as user_name,
    coalesce(subjects.device_id, '(no device)') as device_id,
    min(talkers.device_type) as device_type,
    min(subjects.os) as os,
    min(subjects.domain) as domain,
    min(subjects.ou) as ou,
    min(subjects.policy) as policy,
    talkers.began_at,
    sum(talkers.hits) as hits,
    sum(talkers.sync) as sync,
    sum(talkers.ping) as ping,
    sum(talkers.failed) as failed
  from talkers
  left join subjects
    on subjects.user_name is not distinct from talkers.user_name
    and subjects.user_domain is not distinct from talkers.user_domain
    and subjects.device_key is not distinct from talkers.device_key
  group by
    talkers.span,
    coalesce(subjects.account, talkers.user_name),
    coalesce(subjects.device_id, '(no device)'),
    talkers.began_at
  having sum(talkers.hits) >= case talkers.span when 'hour' then 60 else 20 end
)
select
  *,
  case
    when $tz = 'UTC' then began_at::date
    else timezone($tz, timezone('UTC', began_at))::date
  end as day
from named_talkers
qualify row_number() over (
  partition by span
  order by hits desc, began_at, device_id, user_name, device_type
) <= 1000
