-- What the logs cover: one row a server and day, in the display zone.
with quarters as (
  select
    server,
    file_id,
    timezone($tz, timezone('UTC', quarter_at)) as shown_at,
    requests
  from logged_quarter_hours($since, $until)
)
select
  server,
  shown_at::date as day,
  sum(requests)::bigint as requests,
  count(distinct date_trunc('hour', shown_at)) as hours,
  count(distinct file_id) as files
from quarters
group by all
