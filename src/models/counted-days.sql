-- When each client came on each day, counted from the requests of a period.
-- Grain: a day (UTC), client, server and site, answered or not.
with places as (
  select
    endpoint_id,
    command is not distinct from 'Sync' as is_sync,
    dense_rank() over (order by server, site) as place_no
  from request_endpoints
)
select
  facts.requested_at::date as day,
  facts.client_id,
  -- Of the endpoints of that server and site one that these requests name: it stays as long as they.
  min(facts.endpoint_id) as endpoint_id,
  facts.status is distinct from 401 as is_answered,
  min(facts.requested_at) as first_seen_at,
  max(facts.requested_at) as last_seen_at,
  min(row_order(facts.requested_at, facts.line_no)) as first_place,
  max(row_order(facts.requested_at, facts.line_no)) as last_place,
  min(facts.requested_at) filter (
    is_sync and facts.status = 200 and coalesce(facts.eas_status, 1) = 1
  ) as first_sync_at,
  max(facts.requested_at) filter (
    is_sync and facts.status = 200 and coalesce(facts.eas_status, 1) = 1
  ) as last_sync_at
from counted_facts as facts
join places using (endpoint_id)
where facts.requested_at >= since_time and facts.requested_at <= until_time
group by day, facts.client_id, places.place_no, is_answered
