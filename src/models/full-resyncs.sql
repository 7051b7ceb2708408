-- Times a partnership starts over (contract.md section 5, "full_resyncs"). Grain: one such time.
with starts as (
  select user_name, user_claimed, user_domain, upper(device_id) as device_key
  from merged_requests
  where device_id is not null
    and (
      contains(log_text, 'Ssnf:T')
      or contains(log_text, 'St:F')
      or contains(log_text, 'Sk:0_')
      or contains(log_text, 'Sk0_')
      or suffix(log_text, 'Sk:0')
      or suffix(log_text, 'Sk0')
    )
  group by all
),
folders as (
  select
    accounts.mailbox,
    upper(eas_folders.device_id) as device_key,
    eas_folders.requested_at,
    eas_folders.server,
    eas_folders.folder_id,
    eas_folders.state_not_found,
    eas_folders.sync_key = '0' or eas_folders.sync_type = 'F' as is_first,
    eas_folders.sync_key <> '0' and eas_folders.sync_type is distinct from 'F' as is_later,
    eas_folders.is_probe
  from eas_folders
  join accounts
    on accounts.user_name = coalesce(eas_folders.user_name, eas_folders.user_claimed)
    and accounts.user_domain is not distinct from
      case when eas_folders.user_name is not null then lower(eas_folders.user_domain) end
  where upper(eas_folders.device_id) in (select device_key from starts)
    and eas_folders.status is distinct from 401
),
later_keys as (
  select mailbox, device_key, folder_id, min(requested_at) as first_at
  from folders
  where is_later and folder_id is not null
  group by mailbox, device_key, folder_id
),
restarts as (
  select folders.*
  from folders
  left join later_keys using (mailbox, device_key, folder_id)
  where folders.state_not_found
    or (folders.is_first and later_keys.first_at < folders.requested_at)
),
dated_restarts as (
  select
    *,
    lag(requested_at) over (partition by mailbox, device_key order by requested_at) as before_at
  from restarts
),
numbered_restarts as (
  select
    *,
    count(*) filter (before_at is null or requested_at >= before_at + to_seconds(600)) over (
      partition by mailbox, device_key
      order by requested_at
    ) as restart_no
  from dated_restarts
)
select
  mailbox,
  device_key,
  min(requested_at) as started_at,
  max(requested_at) as ended_at,
  count(distinct folder_id) as folders,
  min(server) as server,
  bool_and(is_probe) as is_probe
from numbered_restarts
group by mailbox, device_key, restart_no
