-- Requests of the period: one row a day, server, device type, device and status.
select
  (timezone($tz, timezone('UTC', r.requested_at)))::date as day,
  r.server,
  r.status,
  r.device_type,
  upper(r.device_id) as device_id,
  r.command,
  count(*) as requests,
  coalesce(sum(r.bytes_sent), 0)::bigint as bytes_sent
from eas_requests_merged as r
where r.requested_at >= $since and r.requested_at < $until
  and (not r.is_probe or $probes)
  and true -- filter: server = r.server, status = r.status, type = r.device_type, device = r.device_id
group by all
