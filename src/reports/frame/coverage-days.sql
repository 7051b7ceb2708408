-- What the logs cover: one row a server and day, in the display zone.
with loaded as (
  select
    server,
    file_id,
    date_trunc('hour', timezone($tz, timezone('UTC', requested_at))) as hour
  from requests
  where requested_at >= $since and requested_at < $until
)
select
  server,
  hour::date as day,
  count(*) as requests,
  count(distinct hour) as hours,
  count(distinct file_id) as files
from loaded
group by all
