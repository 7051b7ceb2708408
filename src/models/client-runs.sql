-- When each client came, up to a time: whole days as client_days keeps them; the requests themselves of
-- days that changed since, and of the day in the middle of which the time lies.
-- Grain: a day (UTC), client, server and site, and answer.
with newest as (
  select max(requested_at) as newest_at from request_facts
),
open_days as (
  select day from stale_days
  union
  select until_time::timestamp::date
  from newest
  where newest_at > until_time::timestamp
)
select *
from client_days
where day <= until_time::timestamp::date
  and day not in (select day from open_days)
union all by name
select *
from counted_days(
  coalesce((select min(day) from open_days)::timestamp, timestamp 'infinity'),
  until_time::timestamp
)
where day in (select day from open_days)
