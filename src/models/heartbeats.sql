-- Requests that wait for news (contract.md section 5, "Heartbeat row"). Grain: one request.
select
  requested_at,
  started_at,
  server,
  site,
  coalesce(heartbeat_server, server) as heartbeat_server,
  user_name,
  user_domain,
  user_claimed,
  device_id,
  device_type,
  device_os,
  user_agent,
  client_ip,
  forwarded_for,
  command,
  status,
  eas_status,
  win32_status,
  nullif(heartbeat_s, 0) as heartbeat_s,
  time_taken_ms,
  time_taken_ms / 1000 as achieved_s,
  case
    when status >= 400 or eas_status not in (1, 2) then 'error'
    when win32_status in (64, 121, 1229, 1236) then 'dropped'
    when time_taken_ms >= nullif(heartbeat_s, 0) * 1000 - 5000 then 'expired'
    when status = 200 and time_taken_ms is not null and nullif(heartbeat_s, 0) is not null
    then 'changes'
    else 'unknown'
  end as outcome,
  bytes_sent,
  bytes_received,
  is_probe,
  file_id,
  line_no
from eas_requests_merged
where command = 'Ping' or (command = 'Sync' and heartbeat_s > 0)
