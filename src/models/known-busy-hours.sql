-- Hours of the days of a period in which one device, or one person without a device, asked 20 times or
-- more. Grain: an hour (UTC) and client.
select *
from busy_hours
where day >= since_time::timestamp::date
  and day <= until_time::timestamp::date
  and day not in (select day from stale_days)
union all by name
select *
from counted_busy_hours(
  coalesce((select min(day) from stale_days)::timestamp, timestamp 'infinity'),
  coalesce((select max(day) from stale_days) + time '23:59:59.999999', timestamp '-infinity')
)
where day in (select day from stale_days)
