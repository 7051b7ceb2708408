-- What the logs cover: one row a server and day, in the display zone.
-- Rows are first taken together by the minute: to look up the zone for each is work.
with endpoints as (
  select endpoint_id, server, dense_rank() over (order by server) as server_no
  from request_endpoints
),
minutes as (
  select
    endpoints.server_no,
    facts.file_id,
    epoch_ms(facts.requested_at) // 60_000 as minute,
    count(*) as requests
  from request_facts as facts
  join endpoints using (endpoint_id)
  where facts.requested_at >= $since and facts.requested_at < $until
  group by all
),
loaded as (
  select
    server_no,
    file_id,
    date_trunc(
      'hour',
      timezone($tz, timezone('UTC', make_timestamp(minute * 60_000_000)))
    ) as hour,
    requests
  from minutes
)
select
  any_value(servers.server) as server,
  hour::date as day,
  sum(requests)::bigint as requests,
  count(distinct hour) as hours,
  count(distinct file_id) as files
from loaded
join (select distinct server_no, server from endpoints) as servers using (server_no)
group by server_no, hour::date
