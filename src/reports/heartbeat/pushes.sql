-- Requests that wait for news (docs/definitions.md, "Heartbeat row"), by what they asked for, how
-- long they were held and how they ended.
-- Grain: a person, device, type, interval, time held and outcome; with day, server and status unless
-- the period is big.
select
  clients.subject_no,
  clients.type_no,
  case when not $big then zone_day(facts.requested_at, $tz) end as day,
  case when not $big then facts.server end as server,
  case when not $big then facts.status end as status,
  facts.heartbeat_s,
  case
    when facts.time_taken_ms < 60_000 then 1
    when facts.time_taken_ms < 480_000 then 2
    when facts.time_taken_ms < 540_000 then 3
    when facts.time_taken_ms < 900_000 then 4
    when facts.time_taken_ms <= 1_800_000 then 5
    when facts.time_taken_ms > 1_800_000 then 6
  end::utinyint as achieved_no,
  facts.outcome_no,
  count(*) as requests
from heartbeat_facts as facts
join client_subjects as clients using (client_id)
where facts.requested_at >= $since
  and facts.requested_at < $until
  and ($probes or clients.is_probe is not true)
  and true -- filter: day = zone_day(facts.requested_at, $tz), server = facts.server, status = facts.status
group by all
