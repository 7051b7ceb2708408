-- Requests that wait for news (contract.md section 5, "Heartbeat row"), with the numbers of their
-- dimensions. Grain: one request.
with endpoints as (
  select *, command = 'Ping' as is_ping
  from request_endpoints
  where command in ('Ping', 'Sync')
)
select
  facts.requested_at,
  endpoints.server,
  endpoints.site,
  coalesce(facts.heartbeat_server, endpoints.server) as heartbeat_server,
  endpoints.command,
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
  case outcome_no
    when 1 then 'error'
    when 2 then 'dropped'
    when 3 then 'expired'
    when 4 then 'changes'
    else 'unknown'
  end as outcome,
  facts.bytes_sent,
  facts.bytes_received,
  facts.file_id,
  facts.line_no,
  facts.client_id,
  facts.endpoint_id,
  facts.origin_id
from counted_facts as facts
join endpoints using (endpoint_id)
where endpoints.is_ping or facts.heartbeat_s > 0
