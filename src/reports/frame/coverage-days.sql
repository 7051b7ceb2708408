-- What the logs cover: one row a server and day, in the display zone.
-- Rows are first taken together by the minute: to look up the zone for each is work.
with minutes as (
  select
    server,
    file_id,
    epoch_ms(requested_at) // 60_000 as minute,
    count(*) as requests
  from requests
  where requested_at >= $since and requested_at < $until
  group by all
),
loaded as (
  select
    server,
    file_id,
    date_trunc(
      'hour',
      timezone($tz, timezone('UTC', make_timestamp(minute * 60_000_000)))
    ) as hour,
    requests
  from minutes
)
select
  server,
  hour::date as day,
  sum(requests)::bigint as requests,
  count(distinct hour) as hours,
  count(distinct file_id) as files
from loaded
group by all
