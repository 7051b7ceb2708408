-- Hours in which one device, or one person without a device, asked 20 times or more, counted from the
-- requests of a period. Grain: an hour (UTC) and client.
-- Few hours have so many: first whole heaps of them are ruled out, which takes less than to count each.
with talkers as (
  select
    client_id,
    -- To number them takes longer. Two that share a number could only bring in an hour too many.
    hash(
      upper(device_id),
      case when device_id is null then coalesce(user_name, user_claimed) end
    ) as talker_no
  from request_clients
),
requests as not materialized (
  select
    facts.client_id,
    talkers.talker_no,
    epoch_ms(facts.requested_at) // 3_600_000 as hour_no
  from counted_facts as facts
  join talkers using (client_id)
  where facts.requested_at >= since_time and facts.requested_at <= until_time
),
busy_heaps as (
  select hash(talker_no, hour_no) % 2_097_152 as heap
  from requests
  group by all
  having count(*) >= 20
),
client_hours as (
  select client_id, talker_no, hour_no, count(*) as requests
  from requests
  semi join busy_heaps
    on busy_heaps.heap = hash(requests.talker_no, requests.hour_no) % 2_097_152
  group by all
)
select
  make_timestamp(hour_no * 3_600_000_000)::date as day,
  make_timestamp(hour_no * 3_600_000_000) as hour_at,
  client_id,
  requests
from client_hours
qualify sum(requests) over (partition by talker_no, hour_no) >= 20
