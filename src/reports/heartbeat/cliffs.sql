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
-- Number 0 is all networks together.
numbered_networks as materialized (
  select client_network, row_number() over () as network_no
  from (select distinct client_network from addresses)
  union all
  select '(all)', 0
),
placed_origins as (
  select origins.origin_id, numbered_networks.network_no
  from origins
  join addresses
    on addresses.client_ip is not distinct from origins.client_ip
    and addresses.forwarded_for is not distinct from origins.forwarded_for
  join numbered_networks
    on numbered_networks.client_network is not distinct from addresses.client_network
    and numbered_networks.network_no > 0
),
by_network as (
  select early_pings.*, placed_origins.network_no
  from early_pings
  join placed_origins using (origin_id)
  union all
  select *, 0 as network_no from early_pings
),
bins as (
  select
    server,
    network_no,
    bin,
    count(*) as requests
  from by_network
  group by all
),
-- Only of bins with enough requests it matters how many devices these are from.
candidates as (
  select
    bins.server,
    bins.network_no,
    bins.bin,
    any_value(bins.requests) as requests,
    count(distinct by_network.device_no) as devices,
    quantile_disc(by_network.time_taken_ms, 0.5) as cut_at_ms
  from bins
  join by_network
    on by_network.server is not distinct from bins.server
    and by_network.network_no is not distinct from bins.network_no
    and by_network.bin = bins.bin
  where bins.requests >= 20
  group by all
  having count(distinct by_network.device_no) >= 3
),
neighbours as (
  select
    candidates.*,
    coalesce(bins.requests, 0) as around
  from candidates
  cross join (from range(-5, 6) as steps(step) where step <> 0) as steps
  left join bins
    on bins.server is not distinct from candidates.server
    and bins.network_no is not distinct from candidates.network_no
    and bins.bin = candidates.bin + steps.step
  where candidates.bin + steps.step >= 0
),
compared as (
  select
    server,
    network_no,
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
join numbered_networks using (network_no)
where requests >= 5 * usual
