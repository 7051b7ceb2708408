-- 401s that are no error: the first leg of a logon, as the same device goes on with another status
-- within a minute (contract.md section 5, "Error"). Grain: one request.
with strangers as materialized (
  select
    file_id,
    line_no,
    upper(device_id) as device_key,
    requested_at,
    server,
    coalesce(site, '') as site,
    epoch_ms(requested_at) // 60_000 as minute
  from merged_requests
  where status = 401
    and user_name is null
    and device_id is not null
    and error is null
    and is_good_status(command, eas_status) is distinct from false
),
-- Only what the same device did in that minute or the next can follow.
near_minutes as (
  select device_key, minute from strangers
  union
  select device_key, minute + 1 as minute from strangers
),
answers as materialized (
  select
    upper(requests.device_id) as device_key,
    requests.requested_at,
    requests.server,
    coalesce(requests.site, '') as site,
    requests.line_no,
    epoch_ms(requests.requested_at) // 60_000 as minute
  from merged_requests as requests
  semi join near_minutes
    on near_minutes.device_key = upper(requests.device_id)
    and near_minutes.minute = epoch_ms(requests.requested_at) // 60_000
  where requests.status <> 401
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
where (answers.server, answers.site, answers.line_no)
  > (strangers.server, strangers.site, strangers.line_no)
