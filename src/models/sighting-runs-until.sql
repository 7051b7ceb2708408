-- Requests up to a time taken together as they are logged, per server, so that the order among equals
-- (requested_at, server, site, line_no) is compared for few of them.
-- Grain: one person, device and client as logged on one server.
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
from merged_requests
where requested_at <= until_time
group by all
