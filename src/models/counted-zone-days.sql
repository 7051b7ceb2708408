-- When each client came on each day, what it asked for and what became of it, counted from the requests
-- of a period. Grain: a day of the zone, client, server and site, and answer.
with places as (
  select
    endpoint_id,
    command is not distinct from 'Ping' as is_ping,
    command is not distinct from 'Sync' as is_sync,
    -- Requests that wait by design would drown the others.
    command is distinct from 'Ping' as may_be_busy,
    dense_rank() over (order by server, site) as place_no
  from request_endpoints
),
requests as not materialized (
  select
    facts.*,
    places.* exclude (endpoint_id),
    case
      when places.may_be_busy and facts.heartbeat_s is null then facts.time_taken_ms
    end as busy_ms
  from counted_facts as facts
  join places using (endpoint_id)
  where facts.requested_at >= since_time and facts.requested_at <= until_time
)
select
  zone_day(requested_at, zone) as day,
  client_id,
  -- Of the endpoints of that server and site one that these requests name: it stays as long as they.
  min(endpoint_id) as endpoint_id,
  status,
  min(requested_at) as first_seen_at,
  max(requested_at) as last_seen_at,
  min(row_order(requested_at, line_no)) as first_place,
  max(row_order(requested_at, line_no)) as last_place,
  min(requested_at) filter (
    is_sync and status = 200 and coalesce(eas_status, 1) = 1
  ) as first_sync_at,
  max(requested_at) filter (
    is_sync and status = 200 and coalesce(eas_status, 1) = 1
  ) as last_sync_at,
  count(*) as hits,
  count(*) filter (is_ping) as pings,
  count(*) filter (is_sync) as syncs,
  within_bigint(sum(bytes_sent)) as bytes_sent,
  within_bigint(sum(bytes_received)) as bytes_received,
  count(busy_ms) as timed,
  within_bigint(sum(busy_ms)) as busy_ms,
  max(busy_ms) as longest_ms
from requests
group by day, client_id, place_no, status
