-- Who came with which device, from the requests up to a time.
-- Grain: one person as logged, with or without a device, authenticated or not.
-- Rows are first taken together as they are logged, per server, so that the order among equals
-- (requested_at, server, site, line_no) is compared for few of them.
with runs as (
  select
    user_name,
    user_claimed,
    user_domain,
    user_name is not null and status is distinct from 401 as is_authenticated,
    device_id,
    is_probe,
    server,
    site,
    device_type,
    device_os as os,
    user_agent,
    access_state,
    access_reason,
    min(requested_at) as first_seen_at,
    max(requested_at) as last_seen_at,
    min(row_order(requested_at, line_no)) as first_place,
    max(row_order(requested_at, line_no)) as last_place,
    max(requested_at) filter (
      command = 'Sync' and status = 200 and (eas_status = 1 or eas_status is null)
    ) as last_sync_at
  from eas_requests_merged
  where requested_at <= until_time
  group by all
),
ordered_runs as (
  select
    *,
    row_number() over (order by first_seen_at, server, site, first_place) as first_rank,
    row_number() over (order by last_seen_at, server, site, last_place) as last_rank
  from runs
)
select
  coalesce(user_name, user_claimed) as user_name,
  case when user_name is not null then lower(user_domain) end as user_domain,
  is_authenticated,
  upper(device_id) as device_key,
  is_probe,
  min(first_rank) as first_rank,
  max(last_rank) as last_rank,
  min(first_seen_at) as first_seen_at,
  max(last_seen_at) as last_seen_at,
  max(last_sync_at) as last_sync_at,
  max(last_seen_at) filter (access_state is not null) as access_state_at,
  max(last_rank) filter (access_state is not null) as access_rank,
  arg_min(device_id, first_rank) as device_id,
  arg_max(device_type, last_rank) as device_type,
  arg_max(os, last_rank) as os,
  arg_max(user_agent, last_rank) as user_agent,
  arg_max(access_state, last_rank) as access_state,
  arg_max(access_reason, last_rank) filter (access_state is not null) as access_reason
from ordered_runs
group by all
