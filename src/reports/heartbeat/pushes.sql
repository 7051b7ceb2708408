-- Requests that wait for news (contract.md section 5, "Heartbeat row"), by what they asked for, how
-- long they were held and how they ended.
-- Grain: a device, day, server, user, interval asked for, status, outcome and time held.
with pushes as (
  select
    *,
    case
      when status >= 400 or eas_status not in (1, 2) then 'error'
      when win32_status in (64, 121, 1229, 1236) then 'dropped'
      when time_taken_ms >= (heartbeat_s - 5) * 1000 then 'expired'
      when status = 200 and time_taken_ms is not null and heartbeat_s is not null then 'changes'
      else 'unknown'
    end as outcome
  from eas_requests_merged
  where requested_at >= $since
    and requested_at < $until
    and ($probes or is_probe is not true)
    and (command = 'Ping' or command = 'Sync' and heartbeat_s is not null)
)
select
  case
    when $tz = 'UTC' then requested_at::date
    else timezone($tz, timezone('UTC', requested_at))::date
  end as day,
  server,
  coalesce(user_name, user_claimed) as user_name,
  upper(device_id) as device_id,
  device_type,
  null as os,
  null as domain,
  null as ou,
  null as policy,
  status,
  command,
  heartbeat_s,
  case
    when heartbeat_s < 480 then '<480'
    when heartbeat_s < 900 then '480-899'
    when heartbeat_s <= 1800 then '900-1800'
    when heartbeat_s > 1800 then '>1800'
  end as band,
  case
    when time_taken_ms < 60_000 then '<60'
    when time_taken_ms < 480_000 then '60-479'
    when time_taken_ms < 540_000 then '480-539'
    when time_taken_ms < 900_000 then '540-899'
    when time_taken_ms <= 1_800_000 then '900-1800'
    when time_taken_ms > 1_800_000 then '>1800'
  end as achieved,
  outcome,
  count(*) as requests,
  coalesce(sum(bytes_sent), 0) + coalesce(sum(bytes_received), 0) as bytes
from pushes
where true -- filter: status = status
group by all
