-- Requests that wait for news (contract.md section 5, "Heartbeat row"), by what they asked for, how
-- long they were held and how they ended. Texts are looked up for groups, not for requests, all at once.
-- Grain: a person, device, type, interval, time held and outcome; with day, server and status unless
-- the period is big.
with scale as (
  from period_scale($since, $until)
),
servers as (
  select server, row_number() over (order by server) as server_no
  from (select distinct server from request_endpoints)
),
places as (
  select endpoints.endpoint_id, servers.server_no
  from request_endpoints as endpoints
  join servers on servers.server is not distinct from endpoints.server
),
pushes as (
  select
    clients.subject_no,
    clients.type_no,
    case when not is_big then zone_day(facts.requested_at, $tz) end as day,
    case when not is_big then places.server_no end as server_no,
    case when not is_big then facts.status end as status,
    facts.heartbeat_s,
    case
      when facts.time_taken_ms < 60_000 then 1
      when facts.time_taken_ms < 480_000 then 2
      when facts.time_taken_ms < 540_000 then 3
      when facts.time_taken_ms < 900_000 then 4
      when facts.time_taken_ms <= 1_800_000 then 5
      when facts.time_taken_ms > 1_800_000 then 6
    end as achieved_no,
    facts.outcome,
    count(*) as requests
  from heartbeat_facts as facts
  join places using (endpoint_id)
  join client_subjects as clients using (client_id)
  cross join scale
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    and true -- filter: day = zone_day(facts.requested_at, $tz), server = facts.server, status = facts.status
  group by all
)
select
  pushes.day,
  servers.server,
  coalesce(subjects.account, subjects.user_name) as user_name,
  subjects.device_id,
  device_types.device_type,
  subjects.os,
  subjects.domain,
  subjects.ou,
  subjects.policy,
  pushes.status,
  pushes.heartbeat_s,
  case
    when pushes.heartbeat_s < 480 then '<480'
    when pushes.heartbeat_s < 900 then '480-899'
    when pushes.heartbeat_s <= 1800 then '900-1800'
    when pushes.heartbeat_s > 1800 then '>1800'
  end as band,
  ['<60', '60-479', '480-539', '540-899', '900-1800', '>1800'][pushes.achieved_no] as achieved,
  pushes.outcome,
  pushes.requests
from pushes
join subjects using (subject_no)
left join device_types using (type_no)
left join servers using (server_no)
