-- What the pushes of each client came to in a period: days that lie in it with all their requests as
-- push_days keeps them; the requests themselves of days that changed since, of those that the period
-- cuts, and of all days of another zone. Grain: a day of the zone, client, server and site, and status.
with days as (
  select day, is_whole and zone = 'UTC' as is_kept
  from period_days(since_time::timestamp, until_time::timestamp)
)
select *
from push_days
where day in (select day from days where is_kept)
union all by name
select *
from counted_zone_push_days(
  greatest(
    since_time::timestamp,
    coalesce((select min(day) from days where not is_kept)::timestamp, timestamp 'infinity')
  ),
  least(
    until_time::timestamp - to_microseconds(1),
    (select max(day) from days where not is_kept) + time '23:59:59.999999'
  ),
  zone
)
where day not in (select day from days where is_kept)
