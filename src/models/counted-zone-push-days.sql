-- What the pushes of each client came to on each day of a zone, counted from the requests of a period.
-- Grain: a day of the zone, client, server and site, and status.
with places as (
  select endpoint_id, dense_rank() over (order by server, site) as place_no
  from request_endpoints
),
pushes as not materialized (
  select
    facts.*,
    places.place_no,
    zone_day(facts.requested_at, zone) as day,
    -- Two numbers of a log may be too great for one.
    coalesce(facts.bytes_sent, 0)::hugeint + coalesce(facts.bytes_received, 0) as bytes,
    facts.outcome_no in (2, 3) as is_quiet,
    -- Among those of its server and site.
    sighting_rank(facts.requested_at, 0, facts.line_no) as moment_rank
  from heartbeat_facts as facts
  join places using (endpoint_id)
  where facts.requested_at >= since_time and facts.requested_at <= until_time
)
select
  day,
  client_id,
  -- Of the endpoints of that server and site one that these requests name: it stays as long as they.
  min(endpoint_id) as endpoint_id,
  status,
  count(*) as requests,
  within_bigint(sum(bytes)) as bytes,
  count(*) filter (is_quiet) as quiet_requests,
  within_bigint(coalesce(sum(bytes) filter (is_quiet), 0)) as quiet_bytes,
  within_bigint(coalesce(sum(time_taken_ms) filter (is_quiet), 0)) as quiet_ms,
  count(*) filter (outcome_no = 1) as denied_requests,
  max(requested_at) filter (heartbeat_s is not null) as asked_at,
  arg_max(heartbeat_s, moment_rank) as asked_heartbeat_s,
  arg_max(line_no, moment_rank) filter (heartbeat_s is not null) as asked_line_no
from pushes
group by day, client_id, place_no, status
