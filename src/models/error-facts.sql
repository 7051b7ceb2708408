-- The real requests that are errors (docs/definitions.md, "Error"), with the numbers of their
-- dimensions: as error_requests keeps them, and of days that changed since by a look at their requests.
-- Grain: one request.
with errors as not materialized (
  select *
  from error_requests
  where day not in (select day from stale_days)
  union all by name
  select *
  from counted_errors(
    coalesce((select min(day) from stale_days)::timestamp, timestamp 'infinity'),
    coalesce((select max(day) from stale_days) + time '23:59:59.999999', timestamp '-infinity')
  )
  where day in (select day from stale_days)
)
select * exclude (day)
from errors
