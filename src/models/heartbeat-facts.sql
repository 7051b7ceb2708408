-- Requests that wait for news (docs/definitions.md, "Heartbeat row"), with the numbers of their
-- dimensions: as push_requests keeps them, and of days that changed since by a look at their requests.
-- Grain: one request.
with pushes as not materialized (
  select *
  from push_requests
  where day not in (select day from stale_days)
  union all by name
  select *
  from counted_pushes(
    coalesce((select min(day) from stale_days)::timestamp, timestamp 'infinity'),
    coalesce((select max(day) from stale_days) + time '23:59:59.999999', timestamp '-infinity')
  )
  where day in (select day from stale_days)
)
select
  pushes.* exclude (day),
  endpoints.server,
  endpoints.site,
  endpoints.command
from pushes
join request_endpoints as endpoints using (endpoint_id)
