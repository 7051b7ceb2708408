-- Devices that ask often: hours with 60 requests or more of one device, minutes with 20 or more.
-- Grain: a device (or user without one) and hour or minute; the 1,000 busiest of each.
with clients as (
  select
    likes.client_id,
    likes.is_probe,
    likes.subject_no,
    likes.type_no,
    own.device_type
  from client_subjects as likes
  join request_clients as own using (client_id)
),
endpoints as (
  select endpoint_id, server, command = 'Sync' as is_sync, command = 'Ping' as is_ping
  from request_endpoints
),
-- A device, or a person without one, with 60 requests in an hour or 20 in a minute has 20 in that hour.
busy_hours as (
  select client_id, epoch_ms(hour_at) // 3_600_000 as hour_no
  from known_busy_hours($since, $until)
),
requests as (
  select
    clients.subject_no,
    clients.type_no,
    facts.requested_at,
    endpoints.is_sync,
    endpoints.is_ping,
    facts.status
  from counted_facts as facts
  join busy_hours
    on busy_hours.client_id = facts.client_id
    and busy_hours.hour_no = epoch_ms(facts.requested_at) // 3_600_000
  join endpoints using (endpoint_id)
  join clients
    on clients.client_id = facts.client_id
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    and true -- filter: server = endpoints.server, status = facts.status, type = clients.device_type, day = zone_day(facts.requested_at, $tz)
),
spans as (
  select 'hour' as span, date_trunc('hour', requested_at) as began_at, * from requests
  union all
  select 'minute' as span, date_trunc('minute', requested_at) as began_at, * from requests
),
talkers as (
  select
    span,
    subject_no,
    began_at,
    min(type_no) as type_no,
    count(*) as hits,
    count(*) filter (where is_sync) as sync,
    count(*) filter (where is_ping) as ping,
    count(*) filter (where status >= 400) as failed
  from spans
  group by all
),
types as (
  select type_no, min(device_type) as device_type
  from clients
  group by type_no
),
-- All names under which one person came with the device are taken together; two persons who are called
-- the same in two domains are not.
named_talkers as (
  select
    talkers.span,
    min(coalesce(subjects.account, subjects.user_name)) as user_name,
    coalesce(subjects.device_id, '(no device)') as device_id,
    min(types.device_type) as device_type,
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
  join subjects using (subject_no)
  left join types using (type_no)
  group by
    talkers.span,
    coalesce(subjects.mailbox, subjects.user_name),
    coalesce(subjects.device_id, '(no device)'),
    talkers.began_at
  having sum(talkers.hits) >= case talkers.span when 'hour' then 60 else 20 end
)
select
  *,
  zone_day(began_at, $tz) as day
from named_talkers
qualify row_number() over (
  partition by span
  order by hits desc, began_at, device_id, user_name, domain, device_type
) <= 1000
