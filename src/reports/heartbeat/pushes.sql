-- Requests that wait for news (contract.md section 5, "Heartbeat row"), by what they asked for, how
-- long they were held and how they ended. Texts are looked up for groups, not for requests, all at once.
-- Grain: a person, device, type, interval, time held and outcome; with day, server and status unless
-- the period is big.
with scale as (
  from period_scale($since, $until)
),
servers as (
  select endpoint_id, dense_rank() over (order by server) as server_no
  from request_endpoints
),
pushes as (
  select
    clients.like_id,
    case
      when is_big then null
      when $tz = 'UTC' then facts.requested_at::date
      else timezone($tz, timezone('UTC', facts.requested_at))::date
    end as day,
    case when not is_big then servers.server_no end as server_no,
    case when not is_big then facts.status end as status,
    facts.command = 'Ping' as is_ping,
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
    min(facts.endpoint_id) as endpoint_id,
    count(*) as requests,
    coalesce(sum(facts.bytes_sent), 0) + coalesce(sum(facts.bytes_received), 0) as bytes
  from heartbeat_facts as facts
  join client_subjects as clients using (client_id)
  join servers using (endpoint_id)
  cross join scale
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    and true -- filter: day = timezone($tz, timezone('UTC', facts.requested_at))::date, server = facts.server, status = facts.status
  group by all
),
people as materialized (
  select
    likes.client_id as like_id,
    coalesce(subjects.account, subjects.user_name) as user_name,
    subjects.device_id,
    clients.device_type,
    subjects.os,
    subjects.domain,
    subjects.ou,
    subjects.policy
  from client_subjects as likes
  join request_clients as clients using (client_id)
  join subjects using (subject_no)
  where likes.like_id = likes.client_id
)
select
  pushes.day,
  case when pushes.server_no is not null then endpoints.server end as server,
  people.user_name,
  people.device_id,
  people.device_type,
  people.os,
  people.domain,
  people.ou,
  people.policy,
  pushes.status,
  case when pushes.is_ping then 'Ping' else 'Sync' end as command,
  pushes.heartbeat_s,
  case
    when pushes.heartbeat_s < 480 then '<480'
    when pushes.heartbeat_s < 900 then '480-899'
    when pushes.heartbeat_s <= 1800 then '900-1800'
    when pushes.heartbeat_s > 1800 then '>1800'
  end as band,
  ['<60', '60-479', '480-539', '540-899', '900-1800', '>1800'][pushes.achieved_no] as achieved,
  pushes.outcome,
  pushes.requests,
  pushes.bytes
from pushes
join people using (like_id)
join request_endpoints as endpoints using (endpoint_id)
