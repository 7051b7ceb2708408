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
hours as (
  select
    'hour' as span,
    user_name,
    user_domain,
    device_key,
    date_trunc('hour', requested_at) as began_at,
    min(device_type) as device_type,
    count(*) as hits,
    count(*) filter (where command = 'Sync') as sync,
    count(*) filter (where command = 'Ping') as ping,
    count(*) filter (where status >= 400) as failed
  from requests
  group by all
  having count(*) >= 60
),
minutes as (
  select
    'minute' as span,
    user_name,
    user_domain,
    device_key,
    date_trunc('minute', requested_at) as began_at,
    min(device_type) as device_type,
    count(*) as hits,
    count(*) filter (where command = 'Sync') as sync,
    count(*) filter (where command = 'Ping') as ping,
    count(*) filter (where status >= 400) as failed
  from requests
  group by all
  having count(*) >= 20
),
talkers as (
  select * from hours
  union all
  select * from minutes
),
named_talkers as (
  select
    talkers.span,
    coalesce(subjects.account, talkers.user_name) as user_name,
    coalesce(subjects.device_id, '(no device)') as device_id,
    talkers.device_type,
    subjects.os,
    subjects.domain,
    subjects.ou,
    subjects.policy,
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
  group by all
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
