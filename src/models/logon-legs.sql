-- 401s of a period that are no error: the first leg of a logon, as the same device goes on with another
-- status within a minute, even after the end of the period (docs/definitions.md, "Error").
-- Grain: one request.
with places as (
  select
    endpoint_id,
    command,
    error,
    dense_rank() over (order by server, site) as place_no
  from request_endpoints
),
strangers as materialized (
  select
    facts.file_id,
    facts.line_no,
    upper(clients.device_id) as device_key,
    facts.requested_at,
    places.place_no,
    epoch_ms(facts.requested_at) // 60_000 as minute
  from counted_facts as facts
  join request_clients as clients using (client_id)
  join places using (endpoint_id)
  where facts.requested_at >= since_time
    and facts.requested_at <= until_time
    and facts.status = 401
    and clients.device_id is not null
    and clients.user_name is null
    and places.error is null
    and is_good_status(places.command, facts.eas_status) is distinct from false
),
-- Only what a client of the same device did in that minute or the next can follow. There are many such
-- minutes: nothing but numbers is kept of them.
near_minutes as (
  select clients.client_id, minutes.minute
  from (
    select device_key, minute from strangers
    union
    select device_key, minute + 1 as minute from strangers
  ) as minutes
  join request_clients as clients
    on upper(clients.device_id) = minutes.device_key
),
near_requests as (
  select
    facts.client_id,
    facts.endpoint_id,
    facts.requested_at,
    facts.file_id,
    facts.line_no,
    near_minutes.minute
  from counted_facts as facts
  join near_minutes
    on near_minutes.client_id = facts.client_id
    and near_minutes.minute = epoch_ms(facts.requested_at) // 60_000
  where facts.requested_at >= since_time
    and facts.requested_at <= until_time::timestamp + to_seconds(60)
    and facts.status <> 401
),
answers as materialized (
  select
    upper(clients.device_id) as device_key,
    near_requests.requested_at,
    places.place_no,
    near_requests.file_id,
    near_requests.line_no,
    near_requests.minute
  from near_requests
  join request_clients as clients using (client_id)
  join places using (endpoint_id)
),
answered_minutes as (
  select
    device_key,
    minute,
    min(requested_at) as first_at,
    max(requested_at) as last_at
  from answers
  group by all
)
select strangers.file_id, strangers.line_no
from strangers
join answered_minutes using (device_key, minute)
where answered_minutes.last_at > strangers.requested_at
union
select strangers.file_id, strangers.line_no
from strangers
join answered_minutes
  on answered_minutes.device_key = strangers.device_key
  and answered_minutes.minute = strangers.minute + 1
where answered_minutes.first_at <= strangers.requested_at + to_seconds(60)
union
select strangers.file_id, strangers.line_no
from strangers
join answers using (device_key, requested_at)
left join files as answer_files on answer_files.file_id = answers.file_id
left join files as stranger_files on stranger_files.file_id = strangers.file_id
where (answers.place_no, answers.line_no, answer_files.content_hash)
  > (strangers.place_no, strangers.line_no, stranger_files.content_hash)
