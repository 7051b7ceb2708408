-- What each server logged into each file in a period: days that lie in it with all their requests as
-- quarter_hours keeps them; the requests themselves of days that changed since, and of those that the
-- period cuts. Grain: a day (UTC), server, file and quarter of an hour.
with days as (
  from period_days(since_time::timestamp, until_time::timestamp)
),
cut_days as (
  select day from days where not is_whole
)
select *
from quarter_hours
where day in (select day from days where is_whole)
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
