-- One row a real request: alone as it was logged, seen by several servers as pairing merged it.
with counted_rows as (
  select * exclude (group_file_id, group_line_no)
  from request_rows
  where is_eas and counted and group_file_id is null
  union all
  select * exclude (group_file_id, group_line_no, heartbeat_server)
  from merged_rows
)
select
  rows.requested_at,
  started_at(rows.requested_at, rows.time_taken_ms) as started_at,
  rows.server,
  rows.site,
  rows.source,
  rows.tier,
  rows.server_ip,
  rows.server_port,
  rows.client_ip,
  rows.forwarded_for,
  rows.method,
  rows.uri_stem,
  rows.user_name,
  rows.user_domain,
  rows.user_claimed,
  rows.user_agent,
  rows.host,
  rows.referer,
  rows.uri_query,
  rows.user_as_logged,
  rows.user_agent_as_logged,
  rows.status,
  rows.substatus,
  rows.win32_status,
  rows.bytes_sent,
  rows.bytes_received,
  rows.time_taken_ms,
  rows.auth_type,
  rows.request_id,
  rows.is_probe,
  rows.custom,
  rows.file_id,
  rows.line_no,
  rows.device_id,
  rows.device_type,
  rows.device_os,
  rows.command,
  rows.protocol_version,
  rows.heartbeat_s,
  rows.policy_key,
  rows.policy_ack,
  rows.eas_status,
  rows.error,
  rows.access_state,
  rows.access_reason,
  rows.smtp_address,
  rows.mailbox_server,
  rows.domain_controller,
  rows.proxied_to,
  rows.proxied_from,
  rows.ldap_count,
  rows.ldap_ms,
  rows.rpc_count,
  rows.rpc_ms,
  rows.throttle_ms,
  rows.folder_count,
  log_tokens(rows.log_text) as log_tokens,
  hash_files.content_hash || ':' || rows.line_no as request_group_id,
  rows.counted
from counted_rows as rows
left join files as hash_files
  on hash_files.file_id = rows.file_id
