-- Each 401 without a user that the same device followed with another status within 60 s: the first
-- leg of a logon, and no error (contract.md section 5, "Error").
-- Grain: one request.
with requests as (
  select
    file_id,
    line_no,
    upper(device_id) as device_key,
    requested_at,
    status,
    user_name
  from eas_requests_merged
  where requested_at >= since_time
    and requested_at < until_time + interval 60 second
    and device_id is not null
),
strangers as (
  select *
  from requests
  where status = 401 and user_name is null and requested_at < until_time
),
others as (
  select device_key, requested_at
  from requests
  where status <> 401
)
select
  strangers.file_id,
  strangers.line_no
from strangers
asof join others
  on others.device_key = strangers.device_key and others.requested_at >= strangers.requested_at
where others.requested_at <= strangers.requested_at + interval 60 second
