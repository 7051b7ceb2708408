-- Requests of a period that wait for news (docs/definitions.md, "Heartbeat row"), with the numbers of
-- their dimensions, looked for among all. Grain: one request.
with endpoints as (
  select endpoint_id, command = 'Ping' as is_ping
  from request_endpoints
  where command in ('Ping', 'Sync')
)
select
  facts.requested_at::date as day,
  facts.file_id,
  facts.line_no,
  facts.requested_at,
  facts.status,
  facts.eas_status,
  facts.win32_status,
  nullif(facts.heartbeat_s, 0) as heartbeat_s,
  facts.time_taken_ms,
  push_outcome_no(
    facts.status,
    facts.eas_status,
    facts.win32_status,
    facts.heartbeat_s,
    facts.time_taken_ms
  ) as outcome_no,
  facts.bytes_sent,
  facts.bytes_received,
  facts.heartbeat_server,
  facts.client_id,
  facts.endpoint_id,
  facts.origin_id
from counted_facts as facts
join endpoints using (endpoint_id)
where facts.requested_at >= since_time
  and facts.requested_at <= until_time
  and (endpoints.is_ping or facts.heartbeat_s > 0)
