-- The days of a period, and whether the tables by day speak for them: where all requests of the day lie
-- in the period, and none of them changed since. Grain: a day (UTC).
with days as (
  select day, min(first_at) as first_at, max(last_at) as last_at
  from quarter_hours
  where day >= since_time::date and day <= until_time::date
  group by day
)
select
  day,
  first_at >= since_time
    and last_at < until_time
    and day not in (select day from stale_days) as is_whole
from days
where first_at < until_time and last_at >= since_time
union
select day, false as is_whole
from stale_days
where day >= since_time::date and day <= until_time::date
