-- What short intervals cost: pushes that ended without news (expired or dropped) had to be asked again;
-- beyond what intervals of 900 s would have needed for the same time, they are extra.
-- Grain: a device, with day unless the period is big.

-- BIGINT is summed as HUGEINT, which takes more than DOUBLE; counts are exact as either, and so are times
-- of less than 285,000 years.
with device_days as (
  select
    pushes.day,
    clients.device_no,
    min(clients.type_no) as type_no,
    sum(pushes.requests::double)::bigint as requests,
    sum(pushes.bytes) as bytes,
    sum(pushes.quiet_requests::double)::bigint as quiet_requests,
    sum(pushes.quiet_bytes) as quiet_bytes,
    least(sum(pushes.quiet_ms::double), 9e15)::bigint as held_ms
  from push_counts($since, $until, $tz) as pushes
  join request_endpoints as endpoints using (endpoint_id)
  join client_subjects as clients using (client_id)
  where ($probes or clients.is_probe is not true)
    and clients.device_no is not null
    and true -- filter: day = pushes.day, server = endpoints.server, status = pushes.status, user = (select coalesce(account, user_name) from subjects where subjects.subject_no = clients.subject_no)
  group by all
),
costs as (
  select
    *,
    -- The comparison spares most of them the division.
    case
      when held_ms > (quiet_requests - 1) * 900_000 then 0
      else greatest(quiet_requests - (held_ms + 899_999) // 900_000, 0)
    end as extra_requests
  from device_days
)
select
  case when not $big then day end as day,
  device_no,
  type_no,
  count(*) as device_days,
  sum(requests::double)::bigint as requests,
  sum(bytes) as bytes,
  sum(extra_requests::double)::bigint as extra_requests,
  sum(
    case when extra_requests > 0 then quiet_bytes * extra_requests // quiet_requests else 0 end
  ) as extra_bytes
from costs
group by all
