-- The real requests that are errors (contract.md section 5, "Error"). Grain: one request.
with suspects as (
  select
    *,
    case
      when error is not null then 'token'
      when not is_good_status(command, eas_status) then 'eas'
      when status = 401 and user_name is null and device_id is not null then 'stranger'
      else 'http'
    end as error_kind
  from eas_requests_merged
  where status >= 400 or error is not null or not is_good_status(command, eas_status)
),
strangers as (
  select
    file_id,
    line_no,
    upper(device_id) as device_key,
    requested_at,
    server,
    coalesce(site, '') as site,
    epoch_ms(requested_at) // 60_000 as minute
  from suspects
  where error_kind = 'stranger'
),
answers as (
  select
    upper(device_id) as device_key,
    epoch_ms(requested_at) // 60_000 as minute,
    min(requested_at) as first_at,
    max(requested_at) as last_at
  from eas_requests_merged
  where status <> 401
    and upper(device_id) in (select device_key from strangers)
  group by all
),
-- The first leg of a logon: the same device goes on with another status within a minute.
followed as (
  select strangers.file_id, strangers.line_no
  from strangers
  join answers using (device_key, minute)
  where answers.last_at > strangers.requested_at
  union
  select strangers.file_id, strangers.line_no
  from strangers
  join answers
    on answers.device_key = strangers.device_key
    and answers.minute = strangers.minute + 1
  where answers.first_at <= strangers.requested_at + to_seconds(60)
  union
  select strangers.file_id, strangers.line_no
  from strangers
  join eas_requests_merged as answers
    on upper(answers.device_id) = strangers.device_key
    and answers.requested_at = strangers.requested_at
  where answers.status <> 401
    and (answers.server, coalesce(answers.site, ''), answers.line_no)
      > (strangers.server, strangers.site, strangers.line_no)
)
select suspects.* replace (
  case when error_kind = 'stranger' then 'http' else error_kind end as error_kind
)
from suspects
left join followed using (file_id, line_no)
where error_kind <> 'stranger' or followed.file_id is null
