-- Requests that wait for news (contract.md section 5, "Heartbeat row"), by what they asked for, how
-- long they were held and how they ended.
-- Grain: a mailbox, device, interval, time held and outcome; with day, server and status where the
-- period has no more than a million requests.
with scale as (
  select count(*) > 1_000_000 as is_big
  from eas_requests_merged
  where requested_at >= $since and requested_at < $until
),
pushes as (
  select
    coalesce(user_name, user_claimed) as user_name,
    case when user_name is not null then lower(user_domain) end as user_domain,
    upper(device_id) as device_key,
    device_type,
    case
      when is_big then null
      when $tz = 'UTC' then requested_at::date
      else timezone($tz, timezone('UTC', requested_at))::date
    end as day,
    case when not is_big then server end as server,
    case when not is_big then status end as status,
    command,
    heartbeat_s,
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
  from heartbeats, scale
  where requested_at >= $since
    and requested_at < $until
    and ($probes or is_probe is not true)
    and true -- filter: day = timezone($tz, timezone('UTC', requested_at))::date, server = server, status = status
  group by all
)
select
  pushes.day,
  pushes.server,
  coalesce(subjects.account, pushes.user_name) as user_name,
  subjects.device_id,
  pushes.device_type,
  subjects.os,
  subjects.domain,
  subjects.ou,
  subjects.policy,
  pushes.status,
  pushes.command,
  pushes.heartbeat_s,
  case
    when pushes.heartbeat_s < 480 then '<480'
    when pushes.heartbeat_s < 900 then '480-899'
    when pushes.heartbeat_s <= 1800 then '900-1800'
    when pushes.heartbeat_s > 1800 then '>1800'
  end as band,
  pushes.achieved,
  pushes.outcome,
  sum(pushes.requests) as requests,
  sum(pushes.bytes) as bytes
from pushes
left join subjects
  on subjects.user_name is not distinct from pushes.user_name
  and subjects.user_domain is not distinct from pushes.user_domain
  and subjects.device_key is not distinct from pushes.device_key
group by all
