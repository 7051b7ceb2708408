-- What each client asked for in a period: days that lie in it with all their requests as client_days
-- keeps them; the requests themselves of days that changed since, of those that the period cuts, and of
-- all where the days are those of another zone. Grain: a day of the zone, client, server and site, and
-- answer; a client may have several rows of a day.
with days as (
  select day, is_whole and coalesce(zone = 'UTC', true) as is_kept
  from period_days(since_time::timestamp, until_time::timestamp)
),
kept_span as (
  select
    coalesce(min(day)::timestamp, timestamp 'infinity') as first_at,
    coalesce(max(day)::timestamp + to_days(1), timestamp 'infinity') as end_at
  from days
  where is_kept
),
-- Between the first and the last day that are kept.
changed_days as (
  select days.day
  from days, kept_span
  where not is_kept and day > first_at and day < end_at
),
counts as not materialized (
  select *
  from client_days
  where day in (select day from days where is_kept)
  union all by name
  select *
  from counted_days(
    coalesce((select min(day) from changed_days)::timestamp, timestamp 'infinity'),
    coalesce((select max(day) from changed_days) + time '23:59:59.999999', timestamp '-infinity')
  )
  where day in (select day from changed_days)
  union all by name
  select *
  from counted_zone_days(
    since_time::timestamp,
    least(until_time::timestamp, (select first_at from kept_span)) - to_microseconds(1),
    zone
  )
  union all by name
  select *
  from counted_zone_days(
    (select end_at from kept_span),
    until_time::timestamp - to_microseconds(1),
    zone
  )
)
select
  case when zone is not null then day end as day,
  client_id,
  endpoint_id,
  status,
  hits,
  pings,
  syncs,
  bytes_sent,
  bytes_received,
  timed,
  busy_ms,
  longest_ms
from counts
