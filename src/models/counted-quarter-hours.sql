-- What each server logged into each file in each quarter of an hour, counted from the requests of a
-- period. Zones are whole quarters from UTC, so the hours and days of every zone can be made of them.
-- Grain: a day (UTC), server, file and quarter of an hour.
with endpoints as (
  select
    endpoint_id,
    server,
    dense_rank() over (order by server) as server_no,
    is_eas and tier = 'back' as is_back
  from request_endpoints
),
quarters as (
  select
    endpoints.server_no,
    facts.file_id,
    epoch_ms(facts.requested_at) // 900_000 as quarter_no,
    count(*) as requests,
    min(facts.requested_at) as first_at,
    max(facts.requested_at) as last_at,
    count(*) filter (where is_back) as back_rows,
    count(*) filter (where is_back and counted is not false) as unpaired_rows
  from request_facts as facts
  join endpoints using (endpoint_id)
  where facts.requested_at >= since_time and facts.requested_at <= until_time
  group by all
)
select
  first_at::date as day,
  make_timestamp(quarter_no * 900_000_000) as quarter_at,
  servers.server,
  file_id,
  requests,
  first_at,
  last_at,
  back_rows,
  unpaired_rows
from quarters
join (select distinct server_no, server from endpoints) as servers using (server_no)
