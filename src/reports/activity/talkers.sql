-- Devices that ask often: hours with 60 requests or more of one device, minutes with 20 or more.
-- Grain: a device (or user without one) and hour or minute; the 1,000 busiest of each.
with lone_users as (
  select user_name, min(subject_no) as first_no
  from subjects
  where device_key is null
  group by user_name
),
-- Who is looked at together: a device, or a person without one.
clients as (
  select
    likes.client_id,
    likes.is_probe,
    likes.subject_no,
    likes.type_no,
    own.device_type,
    coalesce(likes.device_no, -lone_users.first_no) as talker_no
  from client_subjects as likes
  join request_clients as own using (client_id)
  left join lone_users
    on likes.device_no is null
    and lone_users.user_name is not distinct from coalesce(own.user_name, own.user_claimed)
),
endpoints as (
  select endpoint_id, server, command = 'Sync' as is_sync, command = 'Ping' as is_ping
  from request_endpoints
),
requests as (
  select
    clients.talker_no,
    clients.subject_no,
    clients.type_no,
    facts.requested_at,
    endpoints.is_sync,
    endpoints.is_ping,
    facts.status
  from counted_facts as facts
  join endpoints using (endpoint_id)
  join clients using (client_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    and true -- filter: server = endpoints.server, status = facts.status, type = clients.device_type, day = timezone($tz, timezone('UTC', facts.requested_at))::date
),
-- A minute with 20 requests lies in an hour with 20: only those hours are looked at closely. Few hours
-- have so many, so first whole heaps of hours are ruled out, which takes less than to count each.
busy_heaps as (
  select hash(talker_no, epoch_ms(requested_at) // 3_600_000) % 2_097_152 as heap
  from requests
  group by all
  having count(*) >= 20
),
heaped_requests as (
  select requests.*, epoch_ms(requests.requested_at) // 3_600_000 as hour
  from requests
  semi join busy_heaps
    on busy_heaps.heap = hash(requests.talker_no, epoch_ms(requests.requested_at) // 3_600_000) % 2_097_152
),
busy_hours as (
  select talker_no, hour
  from heaped_requests
  group by all
  having count(*) >= 20
),
close_requests as (
  select heaped_requests.*
  from heaped_requests
  semi join busy_hours using (talker_no, hour)
),
spans as (
  select 'hour' as span, date_trunc('hour', requested_at) as began_at, * from close_requests
  union all
  select 'minute' as span, date_trunc('minute', requested_at) as began_at, * from close_requests
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
-- All names under which one person came with the device are taken together.
named_talkers as (
  select
    talkers.span,
    coalesce(subjects.account, subjects.user_name) as user_name,
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
    coalesce(subjects.account, subjects.user_name),
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
