-- Times a partnership starts over (contract.md section 5, "full_resyncs"). Grain: one such time.
-- Few requests can be a start, which a look at their text tells; only these are read, and what the
-- same devices sent before.
with starts as materialized (
  select
    user_name,
    user_claimed,
    user_domain,
    upper(device_id) as device_key,
    requested_at,
    server,
    is_probe,
    unnest(log_sync_keys(log_text), recursive := true)
  from merged_requests
  where device_id is not null
    and status is distinct from 401
    and contains(log_text, 'Fid')
    and (
      contains(log_text, 'Ssnf:T')
      or contains(log_text, 'St:F')
      or contains(log_text, 'Sk:0_')
      or contains(log_text, 'Sk0_')
      or suffix(log_text, 'Sk:0')
      or suffix(log_text, 'Sk0')
    )
),
last_starts as (
  select device_key, max(requested_at) as last_at
  from starts
  where sync_key = '0' or sync_type = 'F'
  group by device_key
),
earlier as (
  select
    user_name,
    user_claimed,
    user_domain,
    device_key,
    requested_at,
    unnest(log_sync_keys(log_text), recursive := true)
  from merged_requests
  join last_starts
    on last_starts.device_key = upper(device_id)
    and last_starts.last_at > requested_at
  where status is distinct from 401
    and contains(log_text, 'Fid')
    and contains(log_text, 'Sk')
),
later_keys as (
  select mailbox, device_key, folder_id, min(requested_at) as first_at
  from earlier
  join accounts
    on accounts.user_name = coalesce(earlier.user_name, earlier.user_claimed)
    and accounts.user_domain is not distinct from
      case when earlier.user_name is not null then lower(earlier.user_domain) end
  where folder_id is not null and sync_key <> '0' and sync_type is distinct from 'F'
  group by mailbox, device_key, folder_id
),
folders as (
  select accounts.mailbox, starts.*
  from starts
  join accounts
    on accounts.user_name = coalesce(starts.user_name, starts.user_claimed)
    and accounts.user_domain is not distinct from
      case when starts.user_name is not null then lower(starts.user_domain) end
),
restarts as (
  select folders.*
  from folders
  left join later_keys using (mailbox, device_key, folder_id)
  where state_not_found
    or ((sync_key = '0' or sync_type = 'F') and later_keys.first_at < folders.requested_at)
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
