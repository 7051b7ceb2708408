-- Idle timeouts on the way (contract.md section 5, "Cliff"): among Pings that ended early, a 10-second
-- bin that stands out from the ten around it.
-- Grain: a server, client network (and all of them together) and bin.
with trusted_proxies as (
  select list(value order by value) as networks
  from settings
  where kind = 'trusted_proxy'
),
early_pings as (
  select
    facts.server,
    facts.origin_id,
    clients.device_no,
    facts.time_taken_ms,
    facts.time_taken_ms // 10_000 as bin
  from heartbeat_facts as facts
  join client_subjects as clients using (client_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    and facts.command = 'Ping'
    and facts.time_taken_ms is not null
    and coalesce(
      facts.time_taken_ms < (facts.heartbeat_s - 5) * 1000,
      facts.outcome = 'dropped'
    )
    and true -- filter: day = timezone($tz, timezone('UTC', facts.requested_at))::date, server = facts.server, status = facts.status
),
-- Each address is looked at once: that is work.
origins as (
  select origin_id, client_ip, forwarded_for
  from request_origins
  semi join early_pings using (origin_id)
),
addresses as (
  select
    client_ip,
    forwarded_for,
    client_network(client_address(client_ip, forwarded_for, networks)) as client_network
  from (select distinct client_ip, forwarded_for from origins), trusted_proxies
),
placed_pings as (
  select early_pings.*, addresses.client_network
  from early_pings
  join origins using (origin_id)
  join addresses
    on addresses.client_ip is not distinct from origins.client_ip
    and addresses.forwarded_for is not distinct from origins.forwarded_for
),
by_network as (
  select * from placed_pings
  union all
  select * replace ('(all)' as client_network) from placed_pings
),
bins as (
  select
    server,
    client_network,
    bin,
    count(*) as requests,
    count(distinct device_no) as devices,
    quantile_disc(time_taken_ms, 0.5) as cut_at_ms
  from by_network
  group by all
),
candidates as (
  select * from bins
  where requests >= 20 and devices >= 3
),
neighbours as (
  select
    candidates.*,
    coalesce(bins.requests, 0) as around
  from candidates
  cross join (from range(-5, 6) as steps(step) where step <> 0) as steps
  left join bins
    on bins.server is not distinct from candidates.server
    and bins.client_network is not distinct from candidates.client_network
    and bins.bin = candidates.bin + steps.step
  where candidates.bin + steps.step >= 0
),
compared as (
  select
    server,
    client_network,
    bin,
    any_value(requests) as requests,
    any_value(devices) as devices,
    any_value(cut_at_ms) as cut_at_ms,
    quantile_disc(around, 0.5) as usual
  from neighbours
  group by all
)
select
  server,
  client_network,
  cut_at_ms / 1000.0 as cut_at_s,
  requests,
  devices
from compared
where requests >= 5 * usual
