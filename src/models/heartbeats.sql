-- Requests that wait for news (docs/definitions.md, "Heartbeat row"). Grain: one request.
select
  facts.requested_at,
  started_at(facts.requested_at, facts.time_taken_ms) as started_at,
  facts.server,
  facts.site,
  coalesce(facts.heartbeat_server, facts.server) as heartbeat_server,
  clients.user_name,
  clients.user_domain,
  clients.user_claimed,
  clients.device_id,
  clients.device_type,
  clients.device_os,
  clients.user_agent,
  origins.client_ip,
  origins.forwarded_for,
  facts.command,
  facts.status,
  facts.eas_status,
  facts.win32_status,
  facts.heartbeat_s,
  facts.time_taken_ms,
  facts.time_taken_ms / 1000 as achieved_s,
  ['error', 'dropped', 'expired', 'changes', 'unknown'][facts.outcome_no] as outcome,
  facts.bytes_sent,
  facts.bytes_received,
  clients.is_probe,
  facts.file_id,
  facts.line_no
from heartbeat_facts as facts
left join request_clients as clients using (client_id)
left join request_origins as origins using (origin_id)
