-- What each device asks for now: its newest heartbeat of the period, beside what the server remembers.
-- Grain: a device.
with pushes as (
  select
    requests.*,
    files.content_hash
  from eas_requests_merged as requests
  left join files
    on files.file_id = requests.file_id
  where requests.requested_at >= $since
    and requests.requested_at < $until
    and ($probes or requests.is_probe is not true)
    and requests.command in ('Ping', 'Sync')
    and requests.heartbeat_s is not null
    and requests.device_id is not null
    and true -- filter: status = requests.status
)
select
  upper(device_id) as device_id,
  arg_max(heartbeat_s, (requested_at, server, line_no, content_hash)) as heartbeat_s,
  max(requested_at) as asked_at,
  arg_max(server, (requested_at, server, line_no, content_hash)) as server,
  arg_max(coalesce(user_name, user_claimed), (requested_at, server, line_no, content_hash)) as user_name,
  arg_max(device_type, (requested_at, server, line_no, content_hash)) as device_type,
  null as os,
  null as domain,
  null as ou,
  null as policy,
  null as last_ping_heartbeat_s
from pushes
group by all
