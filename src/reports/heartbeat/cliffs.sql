-- Idle timeouts on the way (docs/definitions.md, "Cliff"): among Pings that ended early, a 10-second
-- bin that stands out from the ten around it.
-- Grain: a server, client network (and all of them together) and bin.
with trusted_proxies as (
  select list(value order by value) as networks
  from settings
  where kind = 'trusted_proxy'
),
servers as (
  select server, row_number() over (order by server)::integer as server_no
  from (select distinct server from request_endpoints)
),
places as (
  select endpoints.endpoint_id, endpoints.server, servers.server_no
  from request_endpoints as endpoints
  join servers on servers.server is not distinct from endpoints.server
  where endpoints.command = 'Ping'
),
probes as (
  select client_id
  from request_clients
  where is_probe and not $probes
),
early_pings as materialized (
  select
    places.server_no,
    facts.origin_id,
    facts.client_id,
    facts.time_taken_ms
  from heartbeat_facts as facts
  join places using (endpoint_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and facts.client_id not in (select client_id from probes)
    and facts.time_taken_ms is not null
    and coalesce(facts.time_taken_ms < facts.heartbeat_s * 1000::bigint - 5000, facts.outcome_no = 2)
    and true -- filter: day = zone_day(facts.requested_at, $tz), server = places.server, status = facts.status
),
-- Each address is looked at once: that is work. Most came straight here.
origins as materialized (
  select origin_id, client_ip, forwarded_for
  from request_origins
  semi join early_pings using (origin_id)
),
addresses as materialized (
  select
    client_ip,
    forwarded_for,
    client_network(
      case
        when forwarded_for is null then ip_plain(client_ip)
        else client_address(client_ip, forwarded_for, networks)
      end
    ) as client_network
  from (select distinct client_ip, forwarded_for from origins), trusted_proxies
),
-- Number 0 is all networks together.
numbered_networks as materialized (
  select client_network, row_number() over () as network_no
  from (select distinct client_network from addresses)
  union all
  select '(all)', 0
),
placed_origins as materialized (
  select origins.origin_id, numbered_networks.network_no
  from origins
  join addresses
    on addresses.client_ip is not distinct from origins.client_ip
    and addresses.forwarded_for is not distinct from origins.forwarded_for
  join numbered_networks
    on numbered_networks.client_network is not distinct from addresses.client_network
    and numbered_networks.network_no > 0
),
network_bins as materialized (
  select
    early_pings.server_no,
    placed_origins.network_no,
    early_pings.time_taken_ms // 10_000 as bin,
    count(*) as requests
  from early_pings
  join placed_origins using (origin_id)
  group by all
),
bins as materialized (
  from network_bins
  union all
  select server_no, 0 as network_no, bin, sum(requests)::bigint as requests
  from network_bins
  group by all
),
neighbours as (
  select
    own.server_no,
    own.network_no,
    own.bin,
    own.requests,
    coalesce(bins.requests, 0) as around
  from bins as own
  cross join (from range(-5, 6) as steps(step) where step <> 0) as steps
  left join bins
    on bins.server_no = own.server_no
    and bins.network_no = own.network_no
    and bins.bin = own.bin + steps.step
  where own.requests >= 20
    and own.bin + steps.step >= 0
),
peaks as materialized (
  select server_no, network_no, bin
  from neighbours
  group by all
  having any_value(requests) >= 5 * quantile_disc(around, 0.5)
),
-- Only of bins that stand out it matters how many devices these are from.
peak_pings as (
  select
    peaks.*,
    early_pings.client_id,
    early_pings.time_taken_ms
  from early_pings
  join placed_origins using (origin_id)
  join peaks
    on peaks.server_no = early_pings.server_no
    and peaks.network_no = placed_origins.network_no
    and peaks.bin = early_pings.time_taken_ms // 10_000
  union all
  select
    peaks.*,
    early_pings.client_id,
    early_pings.time_taken_ms
  from early_pings
  join peaks
    on peaks.server_no = early_pings.server_no
    and peaks.network_no = 0
    and peaks.bin = early_pings.time_taken_ms // 10_000
),
cliffs as (
  select
    peak_pings.server_no,
    peak_pings.network_no,
    peak_pings.bin,
    quantile_disc(peak_pings.time_taken_ms, 0.5) as cut_at_ms,
    count(*) as requests,
    count(distinct clients.device_no) as devices
  from peak_pings
  join client_subjects as clients using (client_id)
  group by all
  having count(distinct clients.device_no) >= 3
)
select
  servers.server,
  numbered_networks.client_network,
  cliffs.cut_at_ms / 1000.0 as cut_at_s,
  cliffs.requests,
  cliffs.devices
from cliffs
join numbered_networks using (network_no)
join servers using (server_no)
