-- What each server logged into each file in a period: days that lie in it with all their requests as
-- quarter_hours keeps them; the requests themselves of days that changed since, and of those that the
-- period cuts. Grain: a day (UTC), server, file and quarter of an hour.
with days as (
  select day, min(first_at) as first_at, max(last_at) as last_at
  from quarter_hours
  group by day
),
whole_days as (
  select day
  from days
  where first_at >= since_time
    and last_at < until_time
    and day not in (select day from stale_days)
),
cut_days as (
  select day
  from days
  where first_at < until_time
    and last_at >= since_time
    and (first_at < since_time or last_at >= until_time)
  union
  select day from stale_days
)
select *
from quarter_hours
where day in (select day from whole_days)
union all by name
select *
from counted_quarter_hours(
  greatest(
    since_time::timestamp,
    coalesce((select min(day) from cut_days)::timestamp, timestamp 'infinity')
  ),
  until_time::timestamp - to_microseconds(1)
)
where day in (select day from cut_days)
